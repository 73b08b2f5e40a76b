package dev.caravan.config;

import dev.caravan.dataset.Profile;
import dev.caravan.doctor.Check;
import dev.caravan.doctor.check.CallersCheck;
import dev.caravan.doctor.check.ConverterCheck;
import dev.caravan.doctor.check.DirectoriesCheck;
import dev.caravan.doctor.check.IssuerCheck;
import dev.caravan.doctor.check.Machine;
import dev.caravan.doctor.check.MachineCheck;
import dev.caravan.doctor.check.Memory;
import dev.caravan.doctor.check.RedisCheck;
import dev.caravan.doctor.check.SettingsCheck;
import dev.caravan.doctor.check.SourceCheck;
import dev.caravan.doctor.check.TargetClockCheck;
import dev.caravan.s3.TargetSettings;
import dev.caravan.stage.convert.Executables;
import dev.caravan.stage.scan.SourceSettings;
import dev.caravan.workspace.Workspace;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The checks that are the same, whether the service runs or not. */
record DoctorChecks(CaravanSettings settings, ConfigurableEnvironment environment) {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Pattern FILE = Pattern.compile("'([^']+)'");

    SettingsCheck settingsRead() {
        List<String> sources = new ArrayList<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            name(source).ifPresent(sources::add);
        }
        return new SettingsCheck(sources);
    }

    /** What people call it: the command line, the environment, or a file; nothing of what Spring keeps for itself. */
    private static Optional<String> name(PropertySource<?> source) {
        String name = source.getName();
        if (name.equals("commandLineArgs")) {
            return Optional.of("the command line");
        }
        if (name.equals("systemEnvironment")) {
            return Optional.of("the environment");
        }
        Matcher file = FILE.matcher(name);
        return name.startsWith("Config resource") && file.find() ? Optional.of(file.group(1)) : Optional.empty();
    }

    RedisCheck redis(StringRedisTemplate redis) {
        RedisConnectionFactory factory = redis.getRequiredConnectionFactory();
        String place = factory instanceof LettuceConnectionFactory lettuce
                ? lettuce.getHostName() + ":" + lettuce.getPort()
                : "";
        return new RedisCheck(redis, place, CLOCK);
    }

    List<Check> targetClocks() {
        List<Check> checks = new ArrayList<>();
        for (TargetSettings target : settings.publish().targets()) {
            if (!target.embedded()) {
                String server = target.endpoint().isEmpty()
                        ? "https://s3." + target.region() + ".amazonaws.com/"
                        : target.endpoint();
                checks.add(new TargetClockCheck(target.name(), URI.create(server), CLOCK));
            }
        }
        return checks;
    }

    List<Check> sources() {
        List<SourceSettings> sources = settings.scan().sources();
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            checks.add(new SourceCheck(i, sources.get(i), settings.archive().completed()));
        }
        return checks;
    }

    /** Of this installation: its directories, its converter, its machine, its callers. */
    List<Check> here() {
        List<Path> clouds = settings.scan().sources().stream()
                .filter(source -> source.profile() == Profile.OCTREE)
                .map(SourceSettings::root)
                .toList();
        List<Check> checks = new ArrayList<>(List.of(
                new DirectoriesCheck(new Workspace(settings.data()), clouds),
                new ConverterCheck(settings.convert(), Executables.ofEnvironment(), Memory.ofThisJava()),
                new MachineCheck(Machine.ofThisJava()),
                new CallersCheck(settings.api(), environment.getProperty("server.address", ""))));
        if (settings.api().oidc().isEnabled()) {
            checks.add(new IssuerCheck(settings.api().oidc()));
        }
        return checks;
    }
}
