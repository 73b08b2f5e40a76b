package dev.caravan.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.data.redis.core.StringRedisTemplate;
import redis.embedded.RedisServer;

/** A Redis server outside of the service, which goes away and comes back with what it had acknowledged. */
public final class StoppableRedis implements AutoCloseable {
    private final Path directory;
    private final int port = RealRedis.freePort();
    private final StringRedisTemplate template = RealRedis.template(port);
    private RedisServer server;

    public StoppableRedis(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    public int port() {
        return port;
    }

    public StringRedisTemplate template() {
        return template;
    }

    public StoppableRedis start() throws IOException {
        server = RealRedis.server(port, directory);
        server.start();
        return this;
    }

    public void stop() throws IOException {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
