package dev.caravan.support;

import java.time.Duration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Connections that a test may cut, or that give up soon when the server is away. */
public final class RedisConnections {
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private RedisConnections() {}

    public static LettuceConnectionFactory to(int port) {
        LettuceConnectionFactory factory = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration("127.0.0.1", port),
                LettuceClientConfiguration.builder().commandTimeout(TIMEOUT).build());
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }
}
