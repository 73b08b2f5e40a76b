package dev.caravan.config;

import dev.caravan.embedded.EmbeddedRedis;
import dev.caravan.embedded.EmbeddedS3;
import dev.caravan.s3.EmbeddedServer;
import dev.caravan.workspace.Workspace;
import dev.caravan.workspace.WorkspaceLock;
import java.io.IOException;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The servers that a fresh machine does not have. Spring ends them after everything that uses them. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

    @Bean
    Workspace workspace(CaravanSettings settings) {
        return new Workspace(settings.data());
    }

    /** Taken only where a server keeps its state in the directory: instances without one may share it. */
    @Bean
    @Conditional({EmbeddedCondition.class})
    WorkspaceLock workspaceLock(Workspace workspace) throws IOException {
        return WorkspaceLock.take(workspace);
    }

    @Bean
    @Conditional(EmbeddedCondition.Redis.class)
    EmbeddedRedis embeddedRedis(Workspace workspace, WorkspaceLock lock, CaravanSettings settings) throws IOException {
        return EmbeddedRedis.start(workspace, lock, settings.redis());
    }

    /** Wins over `spring.data.redis.*`. */
    @Bean
    @Conditional(EmbeddedCondition.Redis.class)
    RedisConnectionDetails redisConnection(EmbeddedRedis redis) {
        return new RedisConnectionDetails() {
            @Override
            public Standalone getStandalone() {
                return Standalone.of(redis.host(), redis.port());
            }
        };
    }

    @Bean
    @Conditional(EmbeddedCondition.S3.class)
    EmbeddedS3 embeddedS3(Workspace workspace, WorkspaceLock lock, CaravanSettings settings) throws IOException {
        EmbeddedS3 server = EmbeddedS3.start(workspace, lock, settings.s3());
        server.createBuckets(settings.publish().embeddedBuckets());
        return server;
    }

    @Bean
    @Conditional(EmbeddedCondition.S3.class)
    EmbeddedServer embeddedServer(EmbeddedS3 server) {
        return new EmbeddedServer(server.endpoint(), server.accessKey(), server.secretKey());
    }
}
