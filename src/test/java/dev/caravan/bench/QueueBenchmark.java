package dev.caravan.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.caravan.job.JobQueue;
import dev.caravan.job.Lease;
import dev.caravan.job.NewJob;
import dev.caravan.job.RedisLink;
import dev.caravan.support.RealRedis;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.RedisServerCommands;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.embedded.RedisServer;

/**
 * Whole lives of jobs a second: enqueue, claim, move on, claim, complete, by 1, 2 and 4 workers on one Redis, with 1 000 and
 * with 1 000 000 other jobs waiting; each job mirrors its state into one record, as in the service. And lives of one stage
 * (enqueue, claim, complete), which is what the peer's script in `src/test/bullmq` does on the same Redis:
 *
 * <pre>
 * ./mvnw -q test-compile org.codehaus.mojo:exec-maven-plugin:3.6.2:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     -Dexec.args="-Xmx1g -cp %classpath dev.caravan.bench.QueueBenchmark 1000 1000000"
 * </pre>
 */
public final class QueueBenchmark {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int LIVES = 5_000;
    private static final String PAYLOAD = "{\"key\":\"area/tile\",\"sources\":[\"" + "x".repeat(300) + "\"]}";

    private final StringRedisTemplate redis;
    private final JobQueue queue;

    private QueueBenchmark(int port) {
        redis = RealRedis.template(port);
        queue = new JobQueue(redis, new RedisLink(), Duration.ofHours(1), Duration.ofHours(1));
    }

    public static void main(String[] args) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        RedisServer server = start(RealRedis.freePort());
        try {
            run(server.ports().get(0), args);
        } finally {
            server.stop();
        }
        System.exit(0);
    }

    private static void run(int port, String... args) throws Exception {
        QueueBenchmark benchmark = new QueueBenchmark(port);
        benchmark.measure("warm-up", 4, LIVES, 2);
        for (String waiting : args) {
            benchmark.withWaiting(Integer.parseInt(waiting));
        }
    }

    /** As the service's own: an append-only file, written to the disk once a second. */
    private static RedisServer start(int port) throws IOException {
        Path directory = Files.createTempDirectory("caravan-queue");
        RedisServer server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("dir " + directory)
                .setting("appendonly yes")
                .setting("appendfsync everysec")
                .setting("save \"\"")
                .build();
        server.start();
        return server;
    }

    private void withWaiting(int jobs) throws Exception {
        redis.execute((RedisCallback<Void>) connection -> {
            connection.serverCommands().flushAll();
            return null;
        });
        // Before those that are measured in arrival, and never claimed: at a stage of their own.
        inParallel(4, jobs, number -> {
            queue.enqueue(job("waiting-" + number, "waiting"));
            return null;
        });
        for (int workers : new int[] {1, 2, 4}) {
            measure("%,d waiting, two stages".formatted(jobs), workers, LIVES, 2);
        }
        for (int workers : new int[] {1, 2, 4}) {
            measure("%,d waiting, one stage".formatted(jobs), workers, LIVES, 1);
        }
    }

    /** As many senders as workers, each waiting for its answers, as in the peer's script. */
    private void measure(String what, int workers, int lives, int stages) throws Exception {
        double redisBefore = redisCpu();
        double javaBefore = javaCpu();
        long began = System.nanoTime();
        String prefix = Integer.toHexString(what.hashCode()) + "-" + workers + "-";
        AtomicInteger left = new AtomicInteger(lives);
        Thread[] staff = IntStream.range(0, workers)
                .mapToObj(number -> new Thread(() -> work(left, stages)))
                .toArray(Thread[]::new);
        Arrays.stream(staff).forEach(Thread::start);
        inParallel(workers, lives, number -> {
            queue.enqueue(job(prefix + number, "convert"));
            return null;
        });
        for (Thread worker : staff) {
            worker.join();
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%-28s %d workers: %,7.0f lives/s   CPU a life: Redis %.0f us, Java %.0f us%n",
                what,
                workers,
                lives / seconds,
                (redisCpu() - redisBefore) / lives * 1e6,
                (javaCpu() - javaBefore) / lives * 1e6);
    }

    private void work(AtomicInteger left, int stages) {
        while (left.get() > 0) {
            Optional<Lease> last = queue.claim(stages == 2 ? "publish" : "convert", "worker", LEASE);
            last.ifPresent(lease -> {
                queue.complete(lease);
                left.decrementAndGet();
            });
            if (stages == 2) {
                queue.claim("convert", "worker", LEASE).ifPresent(lease -> queue.move(lease, "publish", PAYLOAD));
            }
        }
    }

    private static NewJob job(String id, String stage) {
        return NewJob.unclaimed(stage, "a title", PAYLOAD, List.of("file:/in/" + id))
                .named(id)
                .on("/in/" + id, 1_000_000);
    }

    private interface Work {
        Void on(int number) throws Exception;
    }

    private static void inParallel(int workers, int count, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        List<Future<Void>> all = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            int first = worker;
            Callable<Void> share = () -> {
                for (int number = first; number < count; number += workers) {
                    work.on(number);
                }
                return null;
            };
            all.add(pool.submit(share));
        }
        for (Future<Void> one : all) {
            one.get();
        }
        pool.shutdown();
        pool.awaitTermination(1, TimeUnit.MINUTES);
    }

    private double redisCpu() {
        Properties info = redis.execute((RedisCallback<Properties>) connection -> infoOf(connection.serverCommands()));
        return Double.parseDouble(info.getProperty("used_cpu_user"))
                + Double.parseDouble(info.getProperty("used_cpu_sys"));
    }

    private static Properties infoOf(RedisServerCommands server) {
        return server.info("cpu");
    }

    private static double javaCpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }
}
