package dev.caravan.config;

import dev.caravan.cluster.Cluster;
import dev.caravan.doctor.Check;
import dev.caravan.doctor.Doctor;
import dev.caravan.doctor.Omission;
import dev.caravan.doctor.check.PortCheck;
import dev.caravan.doctor.check.TargetsCheck;
import dev.caravan.doctor.cluster.ClusterNeeds;
import dev.caravan.s3.EmbeddedServer;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetSettings;
import dev.caravan.setting.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What looks without a service: the settings, and what is asked by them. No configuration of the service, which does not find it. */
@Import(ClusterAccess.class)
@ImportAutoConfiguration(RedisAutoConfiguration.class)
class OfflineBeans {
    private static final String LOOPBACK = "127.0.0.1";
    private static final EmbeddedServer NO_SERVER =
            new EmbeddedServer(URI.create("http://" + LOOPBACK + ":1"), "none", new Secret("none"));

    /** Nothing is remembered, here or in Redis. There is no embedded server to connect to, and nobody does: its targets are left out. */
    @Bean
    S3Connections s3Connections(CaravanSettings settings) {
        return new S3Connections(settings.publish(), NO_SERVER);
    }

    @Bean
    Doctor installationDoctor(
            CaravanSettings settings,
            ConfigurableEnvironment environment,
            StringRedisTemplate redis,
            S3Connections connections,
            Cluster cluster,
            Optional<ClusterNeeds> needs) {
        DoctorChecks common = new DoctorChecks(settings, environment);
        List<Check> checks = new ArrayList<>();
        checks.add(common.settingsRead());
        checks.addAll(redis(settings, common, redis));
        checks.addAll(targets(settings, connections));
        checks.addAll(common.targetClocks());
        checks.addAll(common.sources());
        checks.addAll(common.here());
        checks.add(new PortCheck(
                "api",
                "server.port",
                environment.getProperty("server.address", ""),
                environment.getProperty("server.port", Integer.class, 8080)));
        checks.addAll(DoctorConfiguration.cluster(settings, cluster, needs));
        return new Doctor(checks, DoctorConfiguration.PATIENCE);
    }

    private static List<Check> redis(CaravanSettings settings, DoctorChecks common, StringRedisTemplate redis) {
        int port = settings.redis().embeddedPort();
        return settings.redis().embedded()
                ? List.of(
                        new PortCheck("redis", "caravan.redis.embedded-port", LOOPBACK, port),
                        new Omission("redis", "embedded", "is started with the service; ask it then: caravan doctor"))
                : List.of(common.redis(redis));
    }

    private static List<Check> targets(CaravanSettings settings, S3Connections connections) {
        PublishSettings publish = settings.publish();
        List<Check> checks = new ArrayList<>();
        List<TargetSettings> outside =
                publish.targets().stream().filter(target -> !target.embedded()).toList();
        if (!outside.isEmpty()) {
            checks.add(new TargetsCheck(new OfflineTargets(publish, outside, connections), publish.sweep()));
        }
        if (outside.size() < publish.targets().size()) {
            checks.add(new PortCheck(
                    "targets",
                    "caravan.s3.embedded-port",
                    LOOPBACK,
                    settings.s3().embeddedPort()));
            checks.add(new Omission("targets", "embedded", "is started with the service; ask it then: caravan doctor"));
        }
        return checks;
    }
}
