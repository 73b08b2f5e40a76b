package dev.caravan.api.overview;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.file.ScanDetails;
import dev.caravan.api.job.JobCensus;
import dev.caravan.api.job.QueueView;
import dev.caravan.file.FileCensus;
import dev.caravan.file.FileCounts;
import dev.caravan.history.FailureLog;
import dev.caravan.job.RedisLink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Answers how the service is. */
public class Stats {
    private static final int DAY = 24;

    private final JobCensus jobs;
    private final FileCensus files;
    private final FailureLog failures;
    private final ScanDetails scan;
    private final RedisLink redis;
    private final Process process;

    /**
     * What is known of the process.
     *
     * @param health its state in one word
     * @param uptime since it began
     */
    public record Process(Supplier<String> health, String version, Supplier<Duration> uptime) {}

    public Stats(
            JobCensus jobs, FileCensus files, FailureLog failures, ScanDetails scan, RedisLink redis, Process process) {
        this.jobs = jobs;
        this.files = files;
        this.failures = failures;
        this.scan = scan;
        this.redis = redis;
        this.process = process;
    }

    /** `GET /stats`. */
    public StatsView all(ApiRequest request) {
        request.allowParameters();
        List<QueueView> queues = jobs.queues();
        FileCounts counts = files.counts();
        return new StatsView(
                new StatsView.Jobs(jobs.states()),
                queues,
                new StatsView.Files(counts.count(), new TreeMap<>(counts.byStatus())),
                new StatsView.Failures(new StatsView.Last24h(
                        new TreeMap<>(failures.report(DAY, 0).byClass()))),
                queues.stream()
                        .map(QueueView::oldest)
                        .filter(Objects::nonNull)
                        .min(Instant::compareTo)
                        .orElse(null),
                process.health().get(),
                StatsView.Redis.of(redis.availability()),
                scan.now(),
                process.version(),
                process.uptime().get().toMillis() / 1000.0);
    }
}
