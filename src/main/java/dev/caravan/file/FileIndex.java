package dev.caravan.file;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.DefaultTypedTuple;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The sorted set `files` of the paths that have a record, ordered by path. The scripts that write records add to it; a record that
 * somebody deletes leaves it when it is met. Records that were there before it, of the first program for instance, are found
 * once, by a walk through all keys; the empty member says that this has been done.
 */
final class FileIndex {
    private static final Logger log = LoggerFactory.getLogger(FileIndex.class);
    private static final String KEY = "files";
    private static final String COMPLETE = "";
    private static final String RECORD = "file:";
    private static final int BATCH = 1000;

    private final StringRedisTemplate redis;

    FileIndex(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** Builds it when it is missing. */
    void complete() {
        if (redis.opsForZSet().score(KEY, COMPLETE) == null) {
            long files = build();
            redis.opsForZSet().add(KEY, COMPLETE, 0);
            log.info("the index of files was built: {} records", files);
        }
    }

    private long build() {
        long files = 0;
        Set<String> paths = new HashSet<>();
        ScanOptions options =
                ScanOptions.scanOptions().match(RECORD + "*").count(BATCH).build();
        try (Cursor<String> keys = redis.scan(options)) {
            while (keys.hasNext()) {
                paths.add(keys.next().substring(RECORD.length()));
                files++;
                if (paths.size() == BATCH) {
                    add(paths);
                }
            }
        }
        add(paths);
        return files;
    }

    private void add(Set<String> paths) {
        paths.remove(COMPLETE);
        if (!paths.isEmpty()) {
            redis.opsForZSet()
                    .add(
                            KEY,
                            paths.stream()
                                    .map(path -> new DefaultTypedTuple<>(path, 0.0))
                                    .collect(Collectors.toSet()));
            paths.clear();
        }
    }
}
