package dev.caravan.cli;

import dev.caravan.file.DatasetRecord;
import dev.caravan.file.FileStore;
import dev.caravan.file.SourceRecord;
import dev.caravan.job.JobQueue;
import dev.caravan.stage.scan.ScanResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * `--once`: scans, waits until every queue is empty, and looks again to see what has become of the files. Files that waited only
 * for their settle time are taken by that second look; what still waits after it is said, and left to the next run.
 */
public class OneRun {
    private static final Logger LOG = LoggerFactory.getLogger(OneRun.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ProducerTemplate routes;
    private final JobQueue queue;
    private final FileStore files;
    private final Duration settle;

    public OneRun(ProducerTemplate routes, JobQueue queue, FileStore files, Duration settle) {
        this.routes = routes;
        this.queue = queue;
        this.files = files;
        this.settle = settle;
    }

    /** @return the exit code: 0 when every file is published or waits, 1 when anything failed */
    public int run() {
        ScanResult first = scan();
        drain();
        if (first.waiting() > 0) {
            pause(settle.plus(PAUSE));
            scan();
            drain();
        }
        return conclude(scan());
    }

    /** Scans; when Redis went away meanwhile, again when it is back. */
    private ScanResult scan() {
        ScanResult result = routes.requestBody("direct:scan", null, ScanResult.class);
        while (!result.complete() && !files.answers()) {
            do {
                pause(PAUSE);
            } while (!files.answers());
            result = routes.requestBody("direct:scan", null, ScanResult.class);
        }
        return result;
    }

    private void drain() {
        while (!isDrained()) {
            pause(PAUSE);
        }
    }

    /** While Redis is away nobody knows, and the jobs wait as well. */
    private boolean isDrained() {
        try {
            return queue.depths().stream().allMatch(depth -> depth.total() == 0);
        } catch (DataAccessException e) {
            LOG.debug("the queues cannot be asked", e);
            return false;
        }
    }

    private int conclude(ScanResult end) {
        end.errors().forEach(error -> LOG.error("not scanned: {}", error));
        end.failures().forEach(this::tell);
        long failed = end.failed() + end.refused();
        LOG.info(
                "done: {} files, {} published, {} failed, {} waiting for the next run, {} errors",
                end.seen(),
                end.unchanged(),
                failed,
                end.waiting() + end.claimed(),
                end.errorCount());
        return failed == 0 && end.errorCount() == 0 && end.complete() ? 0 : 1;
    }

    private void tell(String path) {
        DatasetRecord dataset = files.datasetAt(Path.of(path)).orElse(null);
        SourceRecord record = files.find(Path.of(path)).orElse(null);
        if (dataset != null) {
            tell(path, dataset.stage(), dataset.attempts(), dataset.reason());
        } else if (record != null) {
            tell(path, record.stage(), record.attempts(), record.reason());
        }
    }

    /** @param stage null when it was refused before the first one */
    private static void tell(String path, @Nullable String stage, int attempts, @Nullable String reason) {
        if (stage == null) {
            LOG.error("failed: {}: {}", path, reason);
            return;
        }
        LOG.error("failed: {} at {}, attempt {}: {}", path, stage, attempts, reason);
    }

    private static void pause(Duration duration) {
        try {
            TimeUnit.MILLISECONDS.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before everything was carried to its end", e);
        }
    }
}
