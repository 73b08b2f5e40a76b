package dev.caravan.cluster;

import dev.caravan.setting.InvalidSettingException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * `caravan.kubernetes`: the cluster, for the runners that use one.
 *
 * @param context of the kubeconfig; empty for the present one, or for that of the pod in which the service runs
 * @param namespace of all that we make there; empty for that of the context or the pod
 * @param instance that tells our things from those of another Caravan in the same namespace; all instances on one Redis have the same
 * @param callsPerSecond to the API server, of this instance; twice as many at once after a pause
 * @param look how often everything is looked at, whatever has been heard of it
 * @param patience after which a job looks by itself what has become of its work, in case nobody tells it
 */
public record ClusterSettings(
        @DefaultValue("") String context,
        @DefaultValue("") String namespace,
        @DefaultValue("caravan") String instance,
        @DefaultValue("20") int callsPerSecond,
        @DefaultValue("30s") Duration look,
        @DefaultValue("5m") Duration patience) {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

    public ClusterSettings {
        if (!LABEL.matcher(instance).matches()) {
            throw new InvalidSettingException(
                    "caravan.kubernetes.instance", instance, "1 to 40 of a-z, 0-9 and -, no - at either end");
        }
        if (callsPerSecond < 1 || callsPerSecond > 1000) {
            throw new InvalidSettingException(
                    "caravan.kubernetes.calls-per-second", callsPerSecond, "a number from 1 to 1000");
        }
        requireAtLeastASecond("look", look);
        requireAtLeastASecond("patience", patience);
    }

    private static void requireAtLeastASecond(String key, Duration value) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new InvalidSettingException("caravan.kubernetes." + key, value, "at least 1s");
        }
    }
}
