package dev.caravan.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeasedRunTest {
    @TempDir
    private Path directory;

    private final List<String> done = new ArrayList<>();

    @Test
    void cancellingRunsEachActionOnceTheNewestFirst() {
        LeasedRun run = aRun();
        run.onCancel(() -> done.add("delete scratch"));
        run.onCancel(() -> done.add("kill process"));

        run.cancel();
        run.cancel();

        assertThat(done).containsExactly("kill process", "delete scratch");
        assertThat(run.cancelled()).isTrue();
    }

    @Test
    void anActionThatComesLateIsRunAtOnce() {
        LeasedRun run = aRun();
        run.cancel();

        run.onCancel(() -> done.add("late"));

        assertThat(done).containsExactly("late");
    }

    @Test
    void anActionThatFailsDoesNotKeepTheOthersFromIt() {
        LeasedRun run = aRun();
        run.onCancel(() -> done.add("delete scratch"));
        run.onCancel(() -> {
            throw new IllegalStateException("no such process");
        });

        run.cancel();

        assertThat(done).containsExactly("delete scratch");
    }

    @Test
    void aSettlementThatFailsLeavesTheRunUnsettled() {
        LeasedRun run = aRun();

        assertThatThrownBy(() -> run.settle(lease -> {
                    throw new LeaseLostException("gone");
                }))
                .isInstanceOf(LeaseLostException.class);

        assertThat(run.settled()).isFalse();
    }

    @Test
    void theLogGrowsByStampedLinesAndKeepsLineBreaksIndented() throws Exception {
        JobLog log = aRun().log();

        log.append("first");
        log.append("a trace\nat line 2\n");

        assertThat(Files.readString(log.file()))
                .matches("(?s)\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z first\n\\d{4}-[^ ]+Z a trace\n    at line 2\n");
        assertThat(log.file()).isEqualTo(directory.resolve("logs/jobs/a.log"));
    }

    private LeasedRun aRun() {
        Job job = new Job(
                "a",
                JobType.DATASET_CONVERSION,
                "title",
                "/in/a.las",
                "convert",
                JobState.RUNNING,
                Priority.NORMAL,
                1,
                "{}",
                List.of(),
                Origin.NONE,
                Limits.NONE,
                0,
                new JobTimes(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, null, null),
                null,
                List.of(),
                null,
                "{}",
                null,
                null,
                "worker",
                false);
        Lease lease = new Lease(job, "token", Duration.ofSeconds(30));
        return new LeasedRun(lease, FileJobLog.of(directory.resolve("logs/jobs"), "a"));
    }
}
