package dev.caravan.config;

import dev.caravan.api.doctor.DoctorCalls;
import dev.caravan.cluster.Cluster;
import dev.caravan.doctor.Check;
import dev.caravan.doctor.Doctor;
import dev.caravan.doctor.check.TargetsCheck;
import dev.caravan.doctor.cluster.ClusterChecks;
import dev.caravan.doctor.cluster.ClusterNeeds;
import dev.caravan.target.TargetStandings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What the route `api-doctor` names. */
@Configuration(proxyBeanMethods = false)
class DoctorConfiguration {
    /** Targets have 8 seconds, and the answer is to be there before a caller's 30. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    @Bean
    Doctor installationDoctor(
            CaravanSettings settings,
            ConfigurableEnvironment environment,
            StringRedisTemplate redis,
            TargetStandings standings,
            Cluster cluster,
            Optional<ClusterNeeds> needs) {
        DoctorChecks common = new DoctorChecks(settings, environment);
        List<Check> checks = new ArrayList<>();
        checks.add(common.settingsRead());
        checks.add(common.redis(redis));
        checks.add(new TargetsCheck(standings::all, settings.publish().sweep()));
        checks.addAll(common.targetClocks());
        checks.addAll(common.sources());
        checks.addAll(common.here());
        checks.addAll(cluster(settings, cluster, needs));
        return new Doctor(checks, PATIENCE);
    }

    static List<Check> cluster(CaravanSettings settings, Cluster cluster, Optional<ClusterNeeds> needs) {
        return needs.map(needed -> ClusterChecks.checks(cluster.get(), needed, Clock.systemUTC()))
                .orElseGet(() -> List.of(ClusterChecks.none("nothing is done in a cluster: caravan.convert.runner is "
                        + settings.convert().runner() + ", caravan.geozarr.runner is "
                        + settings.geozarr().runner() + ", caravan.publish.runner is "
                        + settings.publish().runner())));
    }

    @Bean
    DoctorCalls doctorCalls(Doctor installationDoctor) {
        return new DoctorCalls(installationDoctor);
    }
}
