package dev.caravan.config;

import dev.caravan.s3.TargetCheck;
import dev.caravan.s3.TargetHealth;
import dev.caravan.stage.scan.Inbox;
import dev.caravan.stage.scan.ScanResult;
import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What `/actuator/health` says beyond Redis and the disk, which Spring Boot asks itself. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    /** DOWN when the last scan could not read a source directory, or did not come to its end. */
    @Bean
    HealthIndicator scanHealthIndicator(Inbox inbox) {
        return () -> inbox.lastResult().map(HealthConfiguration::scan).orElseGet(() -> Health.unknown()
                .withDetail("scan", "none has ended yet")
                .build());
    }

    /** DOWN when a target cannot be reached. */
    @Bean
    HealthIndicator targetsHealthIndicator(TargetCheck check) {
        return () -> targets(check.targets());
    }

    private static Health scan(ScanResult result) {
        Health.Builder health = result.complete() && result.errorCount() == 0 ? Health.up() : Health.down();
        return health.withDetail("finished", result.finished())
                .withDetail("summary", result.summary())
                .withDetail("errors", result.errors())
                .build();
    }

    private static Health targets(List<TargetHealth> targets) {
        Health.Builder health = Health.up();
        for (TargetHealth target : targets) {
            if (target.state() != TargetHealth.State.REACHABLE) {
                health.down();
            }
            health.withDetail(
                    target.target(),
                    target.detail().isEmpty() ? target.state() : target.state() + ": " + target.detail());
        }
        return health.build();
    }
}
