package dev.caravan.stage.convert;

import dev.caravan.setting.InvalidSettingException;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * `caravan.convert.kubernetes`: conversions by Jobs in a cluster.
 *
 * @param template file with the Job's manifest; empty for the one that comes with Caravan
 * @param parameters by name: what the template knows as `${parameters.NAME}`
 * @param cpus of a conversion, which has as many threads
 * @param mostMemory of a container, whatever its input needs
 * @param badInputExitCodes exit codes by which the converter says that the input is at fault, so that it is not tried again
 * @param sendAhead whether the same pod sends the octree to the targets that keep no versions
 */
public record KubernetesSettings(
        @DefaultValue("") String template,
        @DefaultValue Map<String, String> parameters,
        @DefaultValue("2") int cpus,
        @DefaultValue("64GB") DataSize mostMemory,
        @DefaultValue("3") List<Integer> badInputExitCodes,
        @DefaultValue("false") boolean sendAhead) {
    private static final DataSize LEAST = DataSize.ofMegabytes(1024);

    public KubernetesSettings {
        if (cpus < 1 || cpus > 256) {
            throw new InvalidSettingException("caravan.convert.kubernetes.cpus", cpus, "a number from 1 to 256");
        }
        if (mostMemory.compareTo(LEAST) < 0) {
            throw new InvalidSettingException("caravan.convert.kubernetes.most-memory", mostMemory, "at least 1GB");
        }
        parameters = Map.copyOf(parameters);
        badInputExitCodes = List.copyOf(badInputExitCodes);
    }
}
