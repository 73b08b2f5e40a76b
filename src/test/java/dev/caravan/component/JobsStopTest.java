package dev.caravan.component;

import static dev.caravan.job.JobState.COMPLETED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.job.Depth;
import dev.caravan.job.Job;
import dev.caravan.job.JobRun;
import dev.caravan.job.JobState;
import dev.caravan.support.RealRedis;
import dev.caravan.support.RedisConnections;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Routes, instances and workers that stop, orderly or not, while there is work. */
@ExtendWith(RealRedis.class)
class JobsStopTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    private final StringRedisTemplate redis = RealRedis.template();
    private final CountDownLatch finish = new CountDownLatch(1);
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final AtomicBoolean deaf = new AtomicBoolean();
    private final AtomicInteger begun = new AtomicInteger();
    private Instance instance;

    @BeforeEach
    void open() throws Exception {
        instance = Instance.on(redis, data).with(slowWork()).start();
    }

    @AfterEach
    void close() {
        finish.countDown();
        instance.close();
    }

    @Test
    void jobsWaitWhileTheirRouteIsStoppedAndGoOnWhenItIsStarted() throws Exception {
        finish.countDown();
        instance.camel.getRouteController().stopRoute("convert");

        instance.send("convert", "a", "b");

        await().during(Duration.ofMillis(200)).until(() -> depth().ready() == 2);
        instance.camel.getRouteController().startRoute("convert");
        await().until(() -> instance.hasEnded(redis, "a", COMPLETED) && instance.hasEnded(redis, "b", COMPLETED));
    }

    @Test
    void jobsWaitWhileTheirRouteIsSuspendedAndGoOnWhenItIsResumed() throws Exception {
        finish.countDown();
        instance.camel.getRouteController().suspendRoute("convert");

        instance.send("convert", "a");

        await().during(Duration.ofMillis(200)).until(() -> depth().ready() == 1);
        instance.camel.getRouteController().resumeRoute("convert");
        await().until(() -> instance.hasEnded(redis, "a", COMPLETED));
    }

    @Test
    void whatRunsMayEndWhenTheRouteIsStoppedAndNothingElseIsBegun() throws Exception {
        instance.send("convert", "a", "b");
        await().until(() -> begun.get() == 1);
        JobsConsumer consumer =
                (JobsConsumer) instance.camel.getRoute("convert").getConsumer();
        Thread stopping = new Thread(() -> stopRoute(10_000));
        stopping.start();
        await().until(() -> !consumer.claiming());

        finish.countDown();
        stopping.join();

        assertThat(begun).hasValue(1);
        assertThat(cancelled).isFalse();
        assertThat(instance.jobOf(redis, "a").state()).isEqualTo(COMPLETED);
        assertThat(depth()).isEqualTo(new Depth("convert", 1, 0, 0));
    }

    @Test
    void whatStillRunsAfterTheTimeOutIsCancelledAndGivenBack() {
        instance.send("convert", "a");
        await().until(() -> begun.get() == 1);

        stopRoute(200);

        assertThat(cancelled).isTrue();
        Job job = instance.jobOf(redis, "a");
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.attempt()).isZero();
        assertThat(depth()).isEqualTo(new Depth("convert", 1, 0, 0));
    }

    @Test
    void theRunsGetTheirGraceAlthoughTheStoppingThreadIsInterrupted() throws Exception {
        instance.send("convert", "a");
        await().until(() -> begun.get() == 1);
        JobsConsumer consumer =
                (JobsConsumer) instance.camel.getRoute("convert").getConsumer();
        Thread stopping = new Thread(() -> {
            Thread.currentThread().interrupt();
            consumer.stop();
        });

        stopping.start();
        stopping.join();

        assertThat(cancelled).isTrue();
        assertThat(instance.jobOf(redis, "a").state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    @Tag("slow")
    void aRunThatDoesNotEndWhenItIsCancelledIsGivenBackAndSettlesNothing() {
        deaf.set(true);
        instance.send("convert", "a");
        await().until(() -> begun.get() == 1);

        stopRoute(200);

        assertThat(instance.jobOf(redis, "a").state()).isEqualTo(JobState.QUEUED);
        finish.countDown();
        await().during(Duration.ofMillis(500))
                .until(() -> instance.jobOf(redis, "a").state() == JobState.QUEUED);
    }

    @Test
    void theLeaseIsRenewedForAsLongAsTheJobRuns() {
        instance.send("convert", "a");
        await().until(() -> begun.get() == 1);
        Job before = instance.jobOf(redis, "a");

        await().during(Instance.SETTINGS.lease().multipliedBy(2)).atMost(LONG).until(() -> instance.jobOf(redis, "a")
                .equals(before));

        finish.countDown();
        await().until(() -> instance.hasEnded(redis, "a", COMPLETED));
        assertThat(begun).hasValue(1);
    }

    @Test
    void aJobThatIsCancelledInRedisIsCancelledHere() {
        instance.send("convert", "a");
        await().until(() -> begun.get() == 1);

        instance.control.cancel(instance.jobOf(redis, "a").id(), "by the operator");

        await().untilTrue(cancelled);
        assertThat(instance.jobOf(redis, "a").state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void theJobOfAnInstanceThatDiedIsTakenOverByAnother() throws Exception {
        LettuceConnectionFactory dying = RedisConnections.to(RealRedis.port());
        instance.close();
        AtomicInteger begunByOther = new AtomicInteger();
        try (Instance dead = Instance.on(new StringRedisTemplate(dying), data)
                        .with(slowWork())
                        .start();
                Instance other = Instance.on(redis, data).with(counting(begunByOther))) {
            dead.send("convert", "a");
            await().until(() -> begun.get() == 1);
            dying.destroy();

            other.start();

            await().atMost(LONG).until(() -> other.hasEnded(redis, "a", COMPLETED));
            assertThat(begunByOther).hasValue(1);
            assertThat(other.jobOf(redis, "a").attempt()).isEqualTo(2);
            finish.countDown();
        }
        assertThat(instance.jobOf(redis, "a").state()).isEqualTo(COMPLETED);
    }

    private RouteBuilder slowWork() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("jobs:convert").routeId("convert").process(JobsStopTest.this::work);
            }
        };
    }

    private static RouteBuilder counting(AtomicInteger count) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("jobs:convert").process(exchange -> count.incrementAndGet());
            }
        };
    }

    /** As a room does: it ends when it is done, and fails when it is cancelled. */
    private void work(Exchange exchange) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        exchange.getProperty(JobRun.PROPERTY, JobRun.class).onCancel(() -> {
            cancelled.set(true);
            ended.countDown();
        });
        begun.incrementAndGet();
        while (!finished()) {
            if (ended.getCount() == 0 && !deaf.get()) {
                throw new IllegalStateException("the process was killed");
            }
        }
    }

    /** Whoever is deaf does not hear an interruption either. */
    private boolean finished() throws InterruptedException {
        try {
            return finish.await(10, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            if (deaf.get()) {
                return false;
            }
            throw e;
        }
    }

    private void stopRoute(long timeoutMs) {
        try {
            instance.camel.getRouteController().stopRoute("convert", timeoutMs, TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Depth depth() {
        return instance.queue.depths().get(0);
    }
}
