package dev.caravan.config;

import dev.caravan.dataset.DatasetFormat;
import dev.caravan.job.JobCatalog;
import dev.caravan.job.JobControl;
import dev.caravan.job.JobEvents;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobSettings;
import dev.caravan.job.JobStatistics;
import dev.caravan.job.PayloadFormat;
import dev.caravan.job.PayloadFormats;
import dev.caravan.job.RedisLink;
import dev.caravan.job.StaleJobs;
import dev.caravan.job.WorkerRegistry;
import dev.caravan.job.Workers;
import dev.caravan.stage.convert.Scratch;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What the `jobs:` component finds in the registry. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {

    @Bean
    JobSettings jobSettings(CaravanSettings settings) {
        return settings.jobs();
    }

    @Bean
    RedisLink redisLink() {
        return new RedisLink();
    }

    @Bean
    JobQueue jobQueue(StringRedisTemplate redis, RedisLink link, JobSettings settings) {
        return new JobQueue(redis, link, settings.resultTtl(), settings.failedTtl());
    }

    @Bean
    JobControl jobControl(StringRedisTemplate redis, RedisLink link) {
        return new JobControl(redis, link);
    }

    @Bean
    JobCatalog jobCatalog(StringRedisTemplate redis, RedisLink link) {
        return new JobCatalog(redis, link);
    }

    @Bean
    JobStatistics jobStatistics(StringRedisTemplate redis, RedisLink link) {
        return new JobStatistics(redis, link);
    }

    @Bean
    JobEvents jobEvents(StringRedisTemplate redis, RedisLink link) {
        return new JobEvents(redis, link);
    }

    @Bean
    WorkerRegistry workerRegistry(StringRedisTemplate redis, RedisLink link) {
        return new WorkerRegistry(redis, link);
    }

    @Bean
    Workers workers(StringRedisTemplate redis, RedisLink link) {
        return new Workers(redis, link);
    }

    @Bean
    StaleJobs staleJobs(StringRedisTemplate redis, RedisLink link) {
        return new StaleJobs(redis, link);
    }

    @Bean
    ScratchLeftovers scratchLeftovers(Scratch scratch, JobEvents events) {
        return new ScratchLeftovers(scratch, events).listen();
    }

    @Bean
    DatasetFormat datasetFormat() {
        return new DatasetFormat();
    }

    @Bean
    PayloadFormats payloadFormats(List<PayloadFormat<?>> formats) {
        return new PayloadFormats(formats);
    }
}
