package dev.caravan.file;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The records of source files, for all stages that read or claim them. */
@Configuration
public class FileConfiguration {

    @Bean
    FileStore fileStore(StringRedisTemplate redis, Maker maker) {
        return new FileStore(redis, maker);
    }

    @Bean
    FileCatalog fileCatalog(StringRedisTemplate redis) {
        return new FileCatalog(redis);
    }

    @Bean
    FileCensus fileCensus(StringRedisTemplate redis) {
        return new FileCensus(redis, Clock.systemUTC());
    }

    @Bean(destroyMethod = "")
    Makers makers(StringRedisTemplate redis, Maker maker) {
        return new Makers(redis, maker, ManagementFactory.getRuntimeMXBean().getName());
    }

    /** Told at once: when beans are destroyed, Redis is not reached any more. */
    @Bean
    ApplicationListener<ContextClosedEvent> makersEnd(Makers makers) {
        return event -> makers.close();
    }

    @Bean
    FileClaims fileClaims(StringRedisTemplate redis, Maker maker) {
        return new FileClaims(redis, maker);
    }
}
