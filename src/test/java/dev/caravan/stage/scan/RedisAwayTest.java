package dev.caravan.stage.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.stage.claim.ClaimSettings;
import dev.caravan.support.RealRedis;
import dev.caravan.support.SourceTree;
import io.lettuce.core.ClientOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.embedded.RedisServer;

class RedisAwayTest {
    private static final int FILES = 1700;

    @TempDir
    Path root;

    @TempDir
    Path state;

    private final int port = RealRedis.freePort();
    private RedisServer server;
    private LettuceConnectionFactory connections;
    private ScanPipeline pipeline;

    @BeforeEach
    void aServerOfItsOwn() throws Exception {
        server = RealRedis.server(port, state);
        server.start();
        connections = impatientConnections();
        for (int i = 0; i < FILES; i++) {
            new SourceTree(root).file("tile" + i + ".las");
        }
        pipeline = ScanPipeline.with(
                new StringRedisTemplate(connections),
                ScanPipeline.settings(Duration.ZERO, ScanPipeline.source(root)),
                new ClaimSettings(false, Duration.ofSeconds(1)));
    }

    @AfterEach
    void stop() throws Exception {
        pipeline.close();
        connections.destroy();
        server.stop();
    }

    @Test
    void aScanThatLosesRedisEndsWithAnErrorAndIsRepeatedWhenItIsBack() throws Exception {
        AtomicBoolean stopped = new AtomicBoolean();
        pipeline.queue.whenExchangeReceived(700, exchange -> {
            stopServer();
            stopped.set(true);
        });

        ScanResult result = pipeline.scan();

        assertThat(stopped).isTrue();
        assertThat(result.complete()).isFalse();
        assertThat(result.errors()).last().asString().startsWith("the scan ended early: Redis does not answer");
        assertThat(pipeline.agenda.isDue()).isFalse();
        server = RealRedis.server(port, state);
        server.start();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> pipeline.queuedKeys().stream().distinct().count() == FILES);
        assertThat(pipeline.inbox.lastResult().map(ScanResult::complete)).contains(true);
    }

    @Test
    void aScanWithoutRedisSaysSoAndTheNextOneWorks() throws Exception {
        stopServer();
        ScanResult result = pipeline.scan();
        assertThat(result.complete()).isFalse();
        assertThat(result.claimed()).isZero();
        assertThat(result.errors()).last().asString().contains("Redis does not answer");
    }

    /** As a service must have them that is to notice: Lettuce's own default waits a minute for each command. */
    private LettuceConnectionFactory impatientConnections() {
        LettuceClientConfiguration client = LettuceClientConfiguration.builder()
                .commandTimeout(Duration.ofSeconds(2))
                .clientOptions(ClientOptions.builder()
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .build())
                .build();
        LettuceConnectionFactory factory =
                new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port), client);
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }

    private void stopServer() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
