package dev.caravan.job;

import dev.caravan.support.RealRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.embedded.RedisServer;

/**
 * Random sequences of operations against a simple model: no job is lost, none runs twice under a living lease, none is in two
 * states, priorities and turns are respected, attempts are never exceeded, a job that was fanned out goes on when its branches have
 * ended, and not before. A failure names its seed: `-Djobs.seed=N`.
 */
class JobModelTest {
    private static final int LENGTH = 60;
    private static RedisServer server;
    private static StringRedisTemplate redis;

    @TempDir
    private static Path directory;

    /** Without a log on disk, which would cost more than all the rest. */
    @BeforeAll
    static void start() throws IOException {
        int port = RealRedis.freePort();
        server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("dir " + directory)
                .setting("save \"\"")
                .build();
        server.start();
        redis = RealRedis.template(port);
    }

    @AfterAll
    static void stop() throws IOException {
        server.stop();
    }

    @Test
    void theQueueIsAsItsModel() {
        sequences(400);
    }

    @Test
    @Tag("slow")
    void theQueueIsAsItsModelInTenThousandSequences() {
        sequences(10_000);
    }

    private static void sequences(int count) {
        long first = Long.getLong("jobs.seed", new Random().nextLong());
        for (long seed = first; seed < first + count; seed++) {
            redis.execute((RedisCallback<Void>) connection -> {
                connection.serverCommands().flushDb();
                return null;
            });
            QueueSequence sequence = new QueueSequence(redis, seed);
            try {
                sequence.run(LENGTH);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("-Djobs.seed=" + seed + ":\n" + String.join("\n", sequence.steps()), e);
            }
        }
    }
}
