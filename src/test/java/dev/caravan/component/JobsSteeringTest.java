package dev.caravan.component;

import static dev.caravan.job.JobState.CANCELLED;
import static dev.caravan.job.JobState.COMPLETED;
import static dev.caravan.job.JobState.QUEUED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.job.BackOff;
import dev.caravan.job.Job;
import dev.caravan.job.JobRun;
import dev.caravan.job.JobSettings;
import dev.caravan.job.Worker;
import dev.caravan.job.WorkerCommand;
import dev.caravan.job.WorkerState;
import dev.caravan.support.LogLines;
import dev.caravan.support.RealRedis;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What people do to jobs and workers from outside, with leases so long that nothing of it can be seen when they are renewed. */
@ExtendWith(RealRedis.class)
class JobsSteeringTest {
    private static final JobSettings SETTINGS = JobSettings.of(
            Duration.ofMinutes(10),
            3,
            new BackOff(Duration.ofMillis(20), 2, Duration.ofSeconds(1), 0.2),
            Duration.ofMinutes(10));
    private static final String HERE = "here:convert";

    @TempDir
    private Path data;

    private final StringRedisTemplate redis = RealRedis.template();
    private final Map<String, String> working = new ConcurrentHashMap<>();
    private final Set<String> finish = ConcurrentHashMap.newKeySet();
    private Instance here;
    private Instance there;

    @BeforeEach
    void open() throws Exception {
        here = Instance.on(redis, data, SETTINGS).with(work()).named("here").start();
        there = Instance.on(redis, data, SETTINGS)
                .with(sending())
                .named("there")
                .start();
        await().until(() -> here.events.follows() && worker().state() == WorkerState.RUNNING);
    }

    @AfterEach
    void close() {
        finish.addAll(working.keySet());
        here.close();
        there.close();
    }

    @Test
    void aJobThatAnotherInstanceHasSentIsBegunBeforeTheNextPoll() {
        there.send("convert", "a");

        await().until(() -> working.containsKey("a"));
    }

    @Test
    void aCancelledRunEndsLongBeforeItsLeaseIsRenewedAndNobodyComplains() throws Exception {
        begin("a");
        Job job = there.jobOf(redis, "a");
        try (LogLines attempts = LogLines.of(Attempts.class)) {
            there.control.cancel(job.id(), "by the operator");

            await().until(() -> !working.containsKey("a"));
            await().until(() -> jobLog(job).contains("ended, because the job was cancelled: by the operator"));
            assertThat(attempts.lines()).isEmpty();
        }
        assertThat(jobLog(job)).contains("convert: cancelled: by the operator");
        assertThat(there.jobOf(redis, "a").state()).isEqualTo(CANCELLED);
        assertThat(redis.hasKey("leases:convert")).isFalse();
    }

    @Test
    void aWorkerIsListedWithWhatItDoes() {
        begin("a");
        Job job = there.jobOf(redis, "a");

        await().until(() -> worker().jobs().equals(List.of(job.id())));
        Worker worker = worker();
        assertThat(worker.instance()).isEqualTo("here");
        assertThat(worker.stage()).isEqualTo("convert");
        assertThat(worker.slots()).isEqualTo(2);
        assertThat(worker.state()).isEqualTo(WorkerState.RUNNING);
        assertThat(worker.heartbeat()).isAfterOrEqualTo(worker.since());
        assertThat(there.workers.get("nowhere:convert")).isEmpty();
    }

    @Test
    void aDrainedWorkerEndsWhatItHasTakesNothingMoreAndIsSuspendedInCamelToo() {
        begin("a");
        assertThat(there.workers.tell(HERE, WorkerCommand.DRAIN)).containsExactly(HERE);
        await().until(() -> worker().state() == WorkerState.DRAINING);
        assertThat(status()).isEqualTo(ServiceStatus.Started);
        there.send("convert", "b");

        finish.add("a");
        await().until(() -> there.jobOf(redis, "a").state() == COMPLETED);
        await().until(() -> worker().state() == WorkerState.STOPPED);
        await().until(() -> status() == ServiceStatus.Suspended);
        assertThat(there.jobOf(redis, "b").state()).isEqualTo(QUEUED);

        there.workers.tell("*:convert", WorkerCommand.START);
        await().until(() -> working.containsKey("b"));
        assertThat(status()).isEqualTo(ServiceStatus.Started);
        await().until(() -> worker().state() == WorkerState.RUNNING);
    }

    @Test
    void aStoppedWorkerGivesBackWhatItHasAndTheAttemptIsNotCounted() {
        begin("a");

        there.workers.tell("*", WorkerCommand.STOP);

        await().until(() -> worker().state() == WorkerState.STOPPED);
        await().until(() -> status() == ServiceStatus.Suspended);
        Job job = there.jobOf(redis, "a");
        assertThat(job.state()).isEqualTo(QUEUED);
        assertThat(job.attempt()).isZero();
        there.workers.tell("here:*", WorkerCommand.START);
        await().until(() -> working.containsKey("a"));
    }

    @Test
    void whoResumesTheRouteInCamelHasTheLastWord() throws Exception {
        there.workers.tell(HERE, WorkerCommand.STOP);
        await().until(() -> status() == ServiceStatus.Suspended);

        here.camel.getRouteController().resumeRoute("convert");

        await().until(() -> worker().state() == WorkerState.RUNNING);
        begin("a");
    }

    @Test
    void aWorkerThatBeginsAnewRunsWhateverItsPredecessorWasTold() throws Exception {
        there.workers.tell(HERE, WorkerCommand.STOP);
        await().until(() -> worker().state() == WorkerState.STOPPED);

        here.camel.getRouteController().stopRoute("convert");
        assertThat(there.workers.get(HERE)).isEmpty();
        here.camel.getRouteController().startRoute("convert");

        await().until(() -> there.workers
                .get(HERE)
                .filter(worker -> worker.state() == WorkerState.RUNNING)
                .isPresent());
    }

    @Test
    void aNameThatCanBeNoWorkersIsRefused() {
        assertThatThrownBy(() -> there.workers.tell("convert", WorkerCommand.STOP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'convert' names no worker");
        assertThat(there.workers.tell("nowhere:convert", WorkerCommand.STOP)).isEmpty();
    }

    private void begin(String word) {
        there.send("convert", word);
        await().until(() -> working.containsKey(word));
    }

    private Worker worker() {
        return there.workers
                .get(HERE)
                .orElseGet(() -> new Worker(
                        HERE, "here", "convert", 0, WorkerState.LOST, List.of(), Instant.EPOCH, Instant.EPOCH));
    }

    private ServiceStatus status() {
        return here.camel.getRouteController().getRouteStatus("convert");
    }

    private String jobLog(Job job) throws Exception {
        return Files.readString(data.resolve("logs/jobs").resolve(job.id() + ".log"));
    }

    private RouteBuilder work() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("jobs:convert?concurrentConsumers=2").routeId("convert").process(JobsSteeringTest.this::run);
            }
        };
    }

    private static RouteBuilder sending() {
        return new RouteBuilder() {
            @Override
            public void configure() {}
        };
    }

    /** As a room does: it ends when it is done, and fails when it is cancelled. */
    private void run(Exchange exchange) throws Exception {
        String word = exchange.getMessage().getBody(String.class);
        JobRun run = exchange.getProperty(JobRun.PROPERTY, JobRun.class);
        working.put(word, "");
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> finish.contains(word) || run.cancelled());
        } finally {
            working.remove(word);
        }
        if (run.cancelled()) {
            throw new InterruptedIOException("it was cancelled");
        }
    }
}
