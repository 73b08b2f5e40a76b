package dev.caravan.file;

import dev.caravan.dataset.Unit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The field `deleted_at` of the records: since when a dataset is known to be gone from its source. Lists what is to be looked at,
 * some thousand in each call of Redis, and sets and clears the field.
 */
public final class DeletionMarks {
    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> FILES = FileScript.plain("deleted-files", List.class);

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> DATASETS = FileScript.plain("deleted-datasets", List.class);

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> MARK = FileScript.loadClaim("deleted-mark", List.class);

    private static final RedisScript<Long> RETURN = FileScript.loadClaim("deleted-return", Long.class);

    /** Some milliseconds of Redis. */
    private static final String LOOKED_AT = "2000";

    private final StringRedisTemplate redis;
    private final FileIndex index;
    private final FileStore store;

    public DeletionMarks(StringRedisTemplate redis) {
        this.redis = redis;
        this.index = new FileIndex(redis);
        this.store = new FileStore(redis);
    }

    /** What has a record and lies in the directory or below it, read part by part: datasets of many files, then files. */
    public Iterator<KnownDataset> below(Path directory) {
        index.complete();
        String root = directory.toString();
        String prefix = directory.getNameCount() == 0 ? root : root + "/";
        Iterator<KnownDataset> datasets = new ScriptPages<>(
                after -> redis.execute(DATASETS, List.of(), after, root, prefix, LOOKED_AT),
                6,
                part -> new KnownDataset(
                        Unit.valueOf(part.get(1).toUpperCase(Locale.ROOT)),
                        part.get(2),
                        part.get(0),
                        Integer.parseInt(part.get(3)),
                        part.get(4).equals("1"),
                        part.get(5).isEmpty() ? null : part.get(5)));
        Iterator<KnownDataset> files = new ScriptPages<>(
                after -> redis.execute(FILES, List.of(), after, prefix, LOOKED_AT),
                2,
                part -> KnownDataset.ofFile(part.get(0), part.get(1).equals("1")));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return datasets.hasNext() || files.hasNext();
            }

            @Override
            public KnownDataset next() {
                return datasets.hasNext() ? datasets.next() : files.next();
            }
        };
    }

    /** Absolute paths of the files of a directory, as they were when it was claimed last. */
    public List<Path> members(KnownDataset dataset) {
        return store.members(dataset.key());
    }

    /** Marks it, unless something works on it. The scan or {@link #clear} takes the mark away. */
    public Mark mark(KnownDataset dataset) {
        List<?> answer = redis.execute(MARK, records(dataset), dataset.path());
        return new Mark(Mark.Outcome.valueOf((String) answer.get(0)), (String) answer.get(1));
    }

    /**
     * It is there again. What was unpublished because it was deleted is taken by the next scan.
     *
     * @return whether it was marked
     */
    public boolean clear(KnownDataset dataset) {
        return redis.execute(RETURN, records(dataset)) == 1;
    }

    /** Of a manifest only its own: the files that it named may be there still. */
    private List<String> records(KnownDataset dataset) {
        Stream<String> files =
                switch (dataset.unit()) {
                    case FILE -> Stream.empty();
                    case MANIFEST -> Stream.of("file:" + dataset.path());
                    case DIRECTORY -> members(dataset).stream().map(member -> "file:" + member);
                };
        List<String> keys = new ArrayList<>(List.of(dataset.recordKey()));
        files.forEach(keys::add);
        return keys;
    }
}
