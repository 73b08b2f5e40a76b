package dev.caravan.s3;

import dev.caravan.setting.InvalidSettingException;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * `caravan.publish.kubernetes`: octrees that pods of a cluster send.
 *
 * @param template file with the Job's manifest; empty for the one that comes with Caravan
 * @param parameters by name: what the template knows as `${parameters.NAME}`
 * @param secrets by target: the Secret with the pod's AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; a target without one is signed in to with
 *     the pod's own identity
 * @param cpus that a pod asks for
 * @param memory of its container; 0 for what `caravan.publish.memory` needs
 */
public record PodSettings(
        @DefaultValue("") String template,
        @DefaultValue Map<String, String> parameters,
        @DefaultValue Map<String, String> secrets,
        @DefaultValue("1") int cpus,
        @DefaultValue("0MB") DataSize memory) {
    private static final String KEY = "caravan.publish.kubernetes.";
    private static final DataSize LEAST = DataSize.ofMegabytes(512);

    public PodSettings {
        if (cpus < 1 || cpus > 256) {
            throw new InvalidSettingException(KEY + "cpus", cpus, "a number from 1 to 256");
        }
        if (memory.toBytes() != 0 && memory.compareTo(LEAST) < 0) {
            throw new InvalidSettingException(KEY + "memory", memory, "0MB, or at least 512MB");
        }
        parameters = Map.copyOf(parameters);
        secrets = Map.copyOf(secrets);
    }

    /** The defaults. */
    static PodSettings usual() {
        return new PodSettings("", Map.of(), Map.of(), 1, DataSize.ofBytes(0));
    }

    /** That of a target; empty for the pod's own identity. */
    public String secret(String target) {
        return secrets.getOrDefault(target, "");
    }

    void requireTargets(List<String> names) {
        secrets.keySet().stream()
                .filter(target -> !names.contains(target))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new InvalidSettingException(KEY + "secrets", unknown, "by the names of targets: " + names);
                });
    }
}
