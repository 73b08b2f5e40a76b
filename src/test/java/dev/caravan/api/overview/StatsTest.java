package dev.caravan.api.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.Caller;
import dev.caravan.api.file.ScanDetails;
import dev.caravan.api.job.JobCensus;
import dev.caravan.file.FileCensus;
import dev.caravan.file.FileStore;
import dev.caravan.history.FailureLog;
import dev.caravan.job.Failure;
import dev.caravan.job.FailureKind;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobState;
import dev.caravan.job.JobStatistics;
import dev.caravan.job.NewJob;
import dev.caravan.job.RedisLink;
import dev.caravan.job.Workers;
import dev.caravan.stage.scan.Inbox;
import dev.caravan.stage.scan.Scan;
import dev.caravan.stage.scan.ScanAgenda;
import dev.caravan.stage.scan.ScanEvents;
import dev.caravan.stage.scan.ScanSettings;
import dev.caravan.stage.scan.ScanTimes;
import dev.caravan.stage.scan.SourceSettings;
import dev.caravan.support.RealRedis;
import dev.caravan.support.SourceTree;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.core.StringRedisTemplate;

@ExtendWith(RealRedis.class)
class StatsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path root;

    private final StringRedisTemplate redis = RealRedis.template();
    private final RedisLink link = new RedisLink();
    private final JobQueue queue = new JobQueue(redis, link, HOUR, HOUR);
    private Inbox inbox;
    private ScanDetails scan;
    private Stats stats;

    @BeforeEach
    void aService() {
        Clock clock = Clock.systemUTC();
        FileStore store = new FileStore(redis);
        ScanSettings settings = new ScanSettings(
                "0 0 12 1 1 ? 2099",
                true,
                false,
                Duration.ZERO,
                List.of(SourceSettings.of(root.toString(), List.of("**/*.las"), List.of())));
        ScanAgenda agenda = new ScanAgenda(settings.settle(), store, clock);
        inbox = new Inbox(settings, store, agenda, new ScanEvents(redis), clock);
        scan = new ScanDetails(inbox, new ScanTimes(settings, agenda, clock));
        stats = new Stats(
                new JobCensus(new JobStatistics(redis, link), new Workers(redis, link)),
                new FileCensus(redis, clock),
                new FailureLog(redis, link, clock),
                scan,
                link,
                new Stats.Process(() -> "UP", "1.2.3", () -> Duration.ofMillis(1500)));
    }

    @Test
    void jobsFilesAndFailuresAreCounted() {
        job("/in/a.las");
        queue.park(queue.claim("convert", "worker", HOUR).orElseThrow(), new Failure(FailureKind.BAD_INPUT, "cut", ""));
        job("/in/b.las");
        redis.opsForHash().put("file:/in/a.las", "status", "FAILED");
        redis.opsForHash().put("file:/in/b.las", "status", "QUEUED");
        redis.opsForHash().put("file:/in/c.las", "status", "QUEUED");

        StatsView view = stats.all(request());

        assertThat(view.jobs().states()).contains(entry(JobState.FAILED, 1L), entry(JobState.QUEUED, 1L));
        assertThat(view.files().count()).isEqualTo(3);
        assertThat(view.files().byStatus()).containsExactly(entry("FAILED", 1L), entry("QUEUED", 2L));
        assertThat(view.failures().last24h().byClass()).containsExactly(entry("BAD_INPUT", 1L));
        assertThat(view.queues()).hasSize(1);
        assertThat(view.oldestWaiting())
                .isNotNull()
                .isEqualTo(view.queues().get(0).oldest());
        assertThat(view.health()).isEqualTo("UP");
        assertThat(view.redis().up()).isTrue();
        assertThat(view.version()).isEqualTo("1.2.3");
        assertThat(view.uptimeSeconds()).isEqualTo(1.5);
    }

    @Test
    void nothingWaitsInAFreshInstallation() {
        StatsView view = stats.all(request());

        assertThat(view.oldestWaiting()).isNull();
        assertThat(view.files().count()).isZero();
        assertThat(view.failures().last24h().byClass()).isEmpty();
        assertThat(view.scan().running()).isFalse();
        assertThat(view.scan().last()).isNull();
        assertThat(view.scan().next()).isEqualTo("2099-01-01T12:00:00Z");
    }

    @Test
    void aScanThatRunsSaysHowFarItIsAndTheNewestResultStays() throws Exception {
        new SourceTree(root).file("a.las");
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            Scan running = inbox.list(new DefaultExchange(camel));
            running.forEach(dataset -> {});

            assertThat(scan.show(request())).satisfies(view -> {
                assertThat(view.running()).isTrue();
                assertThat(view.since()).isNotNull();
                assertThat(view.progress()).isNotNull();
                assertThat(view.progress().done()).isEqualTo(1);
                assertThat(view.progress().unit()).isEqualTo("files");
            });
            assertThat(stats.all(request()).scan().progress()).isNotNull();

            inbox.report(running);
        }
        assertThat(scan.now()).satisfies(view -> {
            assertThat(view.running()).isFalse();
            assertThat(view.progress()).isNull();
            assertThat(view.last()).isNotNull();
            assertThat(view.last().seen()).isEqualTo(1);
        });
    }

    private void job(String path) {
        queue.enqueue(NewJob.unclaimed("convert", path, "{}", List.of()));
    }

    private static ApiRequest request() {
        return new ApiRequest(
                Caller.ANONYMOUS, "GET", "/api/v1/stats", Map.of(), Map.of(), null, null, null, null, new byte[0]);
    }
}
