package dev.caravan.config;

import dev.caravan.api.file.ScanDetails;
import dev.caravan.api.job.JobCensus;
import dev.caravan.api.overview.Stats;
import dev.caravan.file.FileCensus;
import dev.caravan.history.FailureLog;
import dev.caravan.job.RedisLink;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the route `api-stats` names. */
@Configuration(proxyBeanMethods = false)
class ApiOverviewConfiguration {

    @Bean
    Stats stats(
            JobCensus jobs,
            FileCensus files,
            FailureLog failures,
            ScanDetails scan,
            RedisLink redis,
            HealthEndpoint health) {
        String version = ApiOverviewConfiguration.class.getPackage().getImplementationVersion();
        Stats.Process process = new Stats.Process(
                () -> health.health().getStatus().getCode(),
                Optional.ofNullable(version).orElse("development"),
                () -> Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()));
        return new Stats(jobs, files, failures, scan, redis, process);
    }
}
