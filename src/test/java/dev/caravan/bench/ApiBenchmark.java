package dev.caravan.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.caravan.support.CaravanProcess;
import dev.caravan.support.RealRedis;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.util.FileSystemUtils;
import redis.embedded.RedisServer;

/**
 * The API of the packaged service while so many jobs are in Redis: requests a second, and how long they take, with four
 * callers. After `./mvnw package`:
 *
 * <pre>
 * ./mvnw -q test-compile org.codehaus.mojo:exec-maven-plugin:3.6.2:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     -Dexec.args="-Xmx512m -cp %classpath dev.caravan.bench.ApiBenchmark 1000000"
 * </pre>
 */
public final class ApiBenchmark {
    private static final int CALLERS = 4;
    private static final int WARM_UP = 500;
    private static final int REQUESTS = 2_000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final CaravanProcess service;

    private ApiBenchmark(CaravanProcess service) {
        this.service = service;
    }

    public static void main(String[] args) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        int jobs = Integer.parseInt(args[0]);
        int port = RealRedis.freePort();
        Path home = Files.createTempDirectory("caravan-api");
        RedisServer redis = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("dir " + home)
                .setting("save \"\"")
                .build();
        redis.start();
        StringRedisTemplate template = RealRedis.template(port);
        new JobCopies(template).make(jobs);
        Files.createDirectories(home.resolve("in"));
        Files.writeString(home.resolve("application.yaml"), "caravan.scan.settle: 0s\n");
        try (CaravanProcess service = CaravanProcess.start(
                home,
                "--caravan.redis.embedded=false",
                "--spring.data.redis.url=redis://127.0.0.1:" + port,
                "--spring.data.redis.timeout=20s",
                "--caravan.api.limits.requests-per-second=100000",
                "--caravan.api.limits.burst=100000",
                "--caravan.s3.embedded-port=0",
                "--caravan.scan.sources[0].path=in")) {
            service.listening();
            new ApiBenchmark(service).run(jobs);
        } finally {
            redis.stop();
            FileSystemUtils.deleteRecursively(home);
        }
        System.exit(0);
    }

    private void run(int jobs) {
        System.out.printf("%,d jobs that have ended, four callers%n", jobs);
        measure("GET /jobs/{id}", number -> "jobs/copy-%07d".formatted(number * 7919L % jobs));
        measure("GET /jobs?limit=50", number -> "jobs?limit=50");
        measure("GET /jobs?user&state&limit=50", number -> "jobs?limit=50&user=anna&state=COMPLETED&order=oldest");
        measure("GET /jobs?state=FAILED (none)", number -> "jobs?state=FAILED");
        measure("GET /stats", number -> "stats");
        measure("GET /queues", number -> "queues");
        measure("GET /operations?limit=50", number -> "operations?limit=50");
        measure("GET /operations?path (one file)", number -> "operations?limit=50&path=/in/%03d/copy-%07d.las"
                .formatted(number * 7919L % jobs % 1000, number * 7919L % jobs));
    }

    private void measure(String what, IntFunction<String> path) {
        send(WARM_UP, path);
        long began = System.nanoTime();
        long[] nanos = send(REQUESTS, path);
        double seconds = (System.nanoTime() - began) / 1e9;
        Arrays.sort(nanos);
        System.out.printf(
                "%-34s %,7.0f a second; median %.1f ms, 99th percentile %.1f ms%n",
                what, REQUESTS / seconds, nanos[REQUESTS / 2] / 1e6, nanos[REQUESTS * 99 / 100] / 1e6);
    }

    private long[] send(int count, IntFunction<String> path) {
        long[] nanos = new long[count];
        AtomicInteger next = new AtomicInteger();
        Thread[] callers = IntStream.range(0, CALLERS)
                .mapToObj(caller -> new Thread(() -> {
                    for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                        nanos[number] = get(path.apply(number));
                    }
                }))
                .toArray(Thread[]::new);
        Arrays.stream(callers).forEach(Thread::start);
        Arrays.stream(callers).forEach(ApiBenchmark::join);
        return nanos;
    }

    private long get(String path) {
        URI uri = service.uri("/api/v1/" + path);
        long began = System.nanoTime();
        try {
            HttpResponse<byte[]> answer =
                    http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        uri + " answered " + answer.statusCode() + ": " + new String(answer.body()));
            }
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(uri.toString(), e);
        }
        return System.nanoTime() - began;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
