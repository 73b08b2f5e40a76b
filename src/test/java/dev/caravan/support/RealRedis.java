package dev.caravan.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.embedded.RedisServer;

/** A real Redis server for tests: one a JVM, started at first use, emptied before each test. */
public final class RealRedis implements BeforeEachCallback {
    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 32_000;

    private static final int PORT = start();
    private static final StringRedisTemplate TEMPLATE = template(PORT);

    public static int port() {
        return PORT;
    }

    public static StringRedisTemplate template() {
        return TEMPLATE;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        TEMPLATE.execute((org.springframework.data.redis.core.RedisCallback<Void>) connection -> {
            connection.serverCommands().flushAll();
            return null;
        });
    }

    /**
     * A port on which nobody listens. None of those that systems give to connections by themselves (Linux from 32768, others from 49152): one
     * of them could be taken by a connection before the server that it is for has started.
     */
    public static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Somebody has it; there are ten thousand others.
                continue;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A second server, which a test may stop and start; its state is kept in {@code directory}. */
    public static RedisServer server(int port, Path directory) throws IOException {
        return RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("dir " + directory)
                .setting("appendonly yes")
                .setting("appendfsync always")
                .build();
    }

    public static StringRedisTemplate template(int port) {
        LettuceConnectionFactory factory =
                new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port));
        factory.afterPropertiesSet();
        factory.start();
        return new StringRedisTemplate(factory);
    }

    private static int start() {
        try {
            int port = freePort();
            RedisServer server = server(port, Files.createTempDirectory("caravan-redis"));
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(RedisServer server) {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
