package dev.caravan.job;

import static dev.caravan.job.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.support.RealRedis;
import dev.caravan.support.RedisConnections;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.embedded.RedisServer;

/** A server of its own that goes away while its events are followed. */
class JobEventsOutageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private final int port = RealRedis.freePort();
    private final RedisLink link = new RedisLink();
    private final LettuceConnectionFactory connections = RedisConnections.to(port);
    private final StringRedisTemplate redis = new StringRedisTemplate(connections);
    private final JobQueue queue = new JobQueue(redis, link, Duration.ofHours(1), Duration.ofDays(30));
    private final JobEvents events = new JobEvents(redis, link);
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger missed = new AtomicInteger();
    private RedisServer server;

    @BeforeEach
    void follow() throws Exception {
        start(directory);
        events.start();
        await().atMost(PATIENCE).until(events::follows);
        events.listen(new JobEventListener() {
            @Override
            public void heard(JobEvent event) {
                heard.add(event.field("job"));
            }

            @Override
            public void missed() {
                missed.incrementAndGet();
            }
        });
    }

    @AfterEach
    void close() throws Exception {
        events.close();
        connections.destroy();
        server.stop();
    }

    @Test
    void itGoesOnWhereItWas() throws Exception {
        send("a");
        server.stop();
        await().atMost(PATIENCE).until(() -> !link.availability().up());
        start(directory);

        send("b");

        assertThat(heard).containsExactly("a", "b");
        assertThat(missed).hasValue(0);
    }

    @Test
    void itSaysSoWhenItHasLostItsPlace() throws Exception {
        send("a");
        server.stop();
        await().atMost(PATIENCE).until(() -> !link.availability().up());
        start(Files.createDirectory(directory.resolve("empty")));

        await().atMost(PATIENCE).until(() -> missed.get() == 1);
        send("b");

        assertThat(heard).containsExactly("a", "b");
    }

    private void send(String id) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            queue.enqueue(aJob(id));
            return true;
        });
        await().atMost(PATIENCE).until(() -> heard.contains(id));
    }

    private void start(Path state) throws Exception {
        server = RealRedis.server(port, state);
        server.start();
    }
}
