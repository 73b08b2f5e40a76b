package dev.caravan.stage.scan;

import dev.caravan.job.Progress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * What others hear of scans: entries of kind `scan` in the stream `events`, with the state `started`, `running` or `ended`. And how
 * many files the last complete one saw, which tells the next how far it is. While Redis is away nothing is told.
 */
public final class ScanEvents {
    private static final Logger log = LoggerFactory.getLogger(ScanEvents.class);
    private static final RedisScript<Long> APPEND =
            RedisScript.of(new ClassPathResource("lua/scan-event.lua"), Long.class);
    private static final String FILES = "scan:files";

    private final StringRedisTemplate redis;

    public ScanEvents(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** Files that the last complete scan saw, of any instance; null when there was none. */
    @Nullable
    Long lastTotal() {
        try {
            String files = redis.opsForValue().get(FILES);
            return files == null ? null : Long.valueOf(files);
        } catch (DataAccessException e) {
            log.debug("nobody knows how many files there were", e);
            return null;
        }
    }

    void started(Progress progress) {
        append("state", "started", "progress", progress.toJson());
    }

    void running(Progress progress) {
        append("state", "running", "progress", progress.toJson());
    }

    void ended(ScanResult result, Progress progress) {
        append(
                "state",
                "ended",
                "progress",
                progress.toJson(),
                "complete",
                String.valueOf(result.complete()),
                "summary",
                result.summary());
        if (result.complete()) {
            remember(result.seen());
        }
    }

    private void remember(long files) {
        try {
            redis.opsForValue().set(FILES, String.valueOf(files));
        } catch (DataAccessException e) {
            log.debug("the number of files is not kept", e);
        }
    }

    private void append(Object... fields) {
        try {
            redis.execute(APPEND, List.of(), fields);
        } catch (DataAccessException e) {
            // The scan itself says that Redis is away.
            log.debug("an event of the scan is lost", e);
        }
    }
}
