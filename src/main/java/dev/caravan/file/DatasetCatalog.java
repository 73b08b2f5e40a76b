package dev.caravan.file;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** Lists the datasets of many files that have a record, some thousand in each call of Redis. */
public final class DatasetCatalog {
    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> PAGE = FileScript.plain("dataset-page", List.class);

    private static final String LOOKED_AT = "2000";

    private final StringRedisTemplate redis;

    DatasetCatalog(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** Absolute paths of the directories and manifests whose dataset has one of these statuses, read part by part. */
    public Iterator<String> targets(Set<FileStatus> statuses) {
        return new Targets(statuses);
    }

    private final class Targets implements Iterator<String> {
        private final String wanted;
        private final Queue<String> ready = new ArrayDeque<>();
        private String after = "";
        private boolean ended;

        Targets(Set<FileStatus> statuses) {
            wanted = "," + String.join(",", statuses.stream().map(Enum::name).toList()) + ",";
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && !ended) {
                List<?> answer = redis.execute(PAGE, List.of(), after, wanted, LOOKED_AT);
                answer.stream().skip(1).map(String::valueOf).forEach(ready::add);
                after = (String) answer.get(0);
                ended = after.isEmpty();
            }
            return !ready.isEmpty();
        }

        @Override
        public String next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.remove();
        }
    }
}
