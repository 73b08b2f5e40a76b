package dev.caravan.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.job.FileJobLog;
import dev.caravan.job.JobQueue;
import dev.caravan.job.LeasedRun;
import dev.caravan.job.NewJob;
import dev.caravan.job.RedisLink;
import dev.caravan.support.LogLines;
import dev.caravan.support.RealRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RealRedis.class)
class CurrentRunsTest {
    private static final Duration PATIENCE = Duration.ofMillis(200);

    @TempDir
    private Path logs;

    private final CurrentRuns runs = new CurrentRuns(PATIENCE);

    @Test
    void aRunThatDoesNotEndIsComplainedOfWithItsThreadsStack() {
        LeasedRun run = aRun();
        runs.begin(run);
        try (LogLines lines = LogLines.of(CurrentRuns.class)) {
            runs.complain();
            assertThat(lines.lines()).isEmpty();
            run.cancel("enough");

            await().until(() -> complaints(lines) == 1);
            assertThat(lines.lines().get(0))
                    .contains("job a was cancelled", "does not end at convert", "CurrentRunsTest.aRunThatDoesNotEnd");
            await().until(() -> complaints(lines) == 2);
            assertThat(run.endingFor()).isGreaterThan(PATIENCE.multipliedBy(2));
        }
        assertThat(runs.jobs()).isEqualTo(List.of("a"));
        runs.end(run);
        assertThat(runs.isEmpty()).isTrue();
    }

    private int complaints(LogLines lines) {
        runs.complain();
        return lines.lines().size();
    }

    private LeasedRun aRun() {
        JobQueue queue = new JobQueue(RealRedis.template(), new RedisLink(), Duration.ofHours(1), Duration.ofDays(30));
        queue.enqueue(NewJob.unclaimed("convert", "title", "{}", List.of()).named("a"));
        return new LeasedRun(
                queue.claim("convert", "w", Duration.ofMinutes(1)).orElseThrow(), FileJobLog.of(logs, "a"));
    }
}
