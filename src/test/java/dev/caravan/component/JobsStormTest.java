package dev.caravan.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.job.BackOff;
import dev.caravan.job.Depth;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobRun;
import dev.caravan.job.JobSettings;
import dev.caravan.job.NewJob;
import dev.caravan.job.Priority;
import dev.caravan.job.RedisLink;
import dev.caravan.support.RealRedis;
import dev.caravan.support.RedisConnections;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Several instances on one Redis and thousands of jobs over three stages; instances die at random, with their
 * connections cut in the middle of whatever they do, and others come. What Redis says in the end is counted: each job has
 * passed each stage exactly once.
 */
@Tag("slow")
@ExtendWith(RealRedis.class)
class JobsStormTest {
    private static final int JOBS = 12_000;
    private static final int INSTANCES = 3;
    private static final JobSettings SETTINGS = JobSettings.of(
            Duration.ofSeconds(1),
            1000,
            new BackOff(Duration.ofMillis(10), 1, Duration.ofMillis(10), 0.2),
            Duration.ofMillis(20));

    @TempDir
    private Path data;

    private final StringRedisTemplate redis = RealRedis.template();
    private final JobQueue queue = new JobQueue(redis, new RedisLink(), Duration.ofHours(1), Duration.ofDays(30));
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private record Member(Instance instance, LettuceConnectionFactory connections) {

        /** As a process that is killed: from one moment to the next nothing it does reaches Redis. */
        void die() {
            connections.destroy();
            instance.close();
        }
    }

    @Test
    void eachJobCompletesOnceThoughInstancesDie() throws Exception {
        IntStream.range(0, JOBS).forEach(i -> queue.enqueue(aJob(i)));
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < INSTANCES; i++) {
            members.add(born());
        }

        while (left() > JOBS / 20) {
            await().pollDelay(Duration.ofMillis(1 + random.nextInt(500))).until(() -> true);
            members.remove(random.nextInt(members.size())).die();
            members.add(born());
        }

        await().atMost(Duration.ofMinutes(2)).until(() -> left() == 0);
        members.forEach(Member::die);

        assertThat(queue.failed(Instant.EPOCH)).as("seed %d", seed).isEmpty();
        assertThat(IntStream.range(0, JOBS)).as("seed %d", seed).allSatisfy(i -> assertThat(settlements(i))
                .containsExactly("move:verify", "move:publish", "complete"));
    }

    private long left() {
        return queue.depths().stream().mapToLong(Depth::total).sum();
    }

    /** How its leases were settled, but for the attempts that came to nothing. */
    private List<String> settlements(int job) {
        String settled = String.valueOf(redis.opsForHash().get("job:job-" + job, "settled"));
        return java.util.Arrays.stream(settled.split(" "))
                .map(entry -> entry.substring(entry.indexOf(':') + 1))
                .filter(how -> !how.equals("retry") && !how.equals("release"))
                .toList();
    }

    private Member born() throws Exception {
        LettuceConnectionFactory connections = RedisConnections.to(RealRedis.port());
        Instance instance = Instance.on(new StringRedisTemplate(connections), data, SETTINGS)
                .with(pipeline())
                .start();
        return new Member(instance, connections);
    }

    private RouteBuilder pipeline() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(IOException.class).handled(true).process(Instance::passingFault);
                from("jobs:convert?concurrentConsumers=2")
                        .process(JobsStormTest.this::stumble)
                        .to("jobs:verify");
                from("jobs:verify?concurrentConsumers=2")
                        .process(JobsStormTest.this::stumble)
                        .to("jobs:publish");
                from("jobs:publish?concurrentConsumers=2").process(JobsStormTest.this::stumble);
            }
        };
    }

    /** One attempt in ten does not succeed. */
    private void stumble(Exchange exchange) throws IOException {
        JobRun run = exchange.getProperty(JobRun.PROPERTY, JobRun.class);
        if ((run.id() + run.stage() + run.attempt()).hashCode() % 10 == 0) {
            throw new IOException("stumbled");
        }
    }

    private static NewJob aJob(int number) {
        Priority priority = Priority.values()[number % 4];
        return NewJob.unclaimed("convert", "job", "\"" + number + "\"", List.of())
                .named("job-" + number)
                .with(priority);
    }
}
