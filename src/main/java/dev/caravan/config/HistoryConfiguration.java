package dev.caravan.config;

import dev.caravan.history.FailureLog;
import dev.caravan.history.History;
import dev.caravan.history.Operations;
import dev.caravan.history.Performance;
import dev.caravan.history.Retention;
import dev.caravan.job.EndedJobs;
import dev.caravan.job.RedisLink;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What was done, and what becomes of it. */
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {

    @Bean
    History history(StringRedisTemplate redis, RedisLink link) {
        return new History(redis, link);
    }

    @Bean
    Operations operations(StringRedisTemplate redis, RedisLink link) {
        return new Operations(redis, link);
    }

    @Bean
    Performance performance(StringRedisTemplate redis, RedisLink link) {
        return new Performance(redis, link, Clock.systemUTC());
    }

    @Bean
    FailureLog failureLog(StringRedisTemplate redis, RedisLink link) {
        return new FailureLog(redis, link, Clock.systemUTC());
    }

    @Bean
    Retention retention(StringRedisTemplate redis, RedisLink link) {
        return new Retention(redis, link);
    }

    @Bean
    EndedJobs endedJobs(StringRedisTemplate redis, RedisLink link) {
        return new EndedJobs(redis, link);
    }
}
