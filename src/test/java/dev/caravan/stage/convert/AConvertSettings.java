package dev.caravan.stage.convert;

import dev.caravan.cluster.ArgoSettings;
import dev.caravan.converter.SamplingMethod;
import dev.caravan.potree.Encoding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/** Settings of the room, of which a test says only what it is about. */
final class AConvertSettings {
    private AConvertSettings() {}

    static ConvertSettings builtin(BuiltInSettings builtin, ExecSettings exec) {
        return new ConvertSettings("builtin", OnChange.CONVERT, 1, builtin, exec, cluster(), argo());
    }

    static ConvertSettings kubernetes(KubernetesSettings kubernetes) {
        return new ConvertSettings(
                "kubernetes",
                OnChange.CONVERT,
                1,
                new BuiltInSettings(Encoding.DEFAULT, SamplingMethod.POISSON, 1, 0, DataSize.ofBytes(0)),
                new ExecSettings("x", List.of("{input}", "{output}"), Duration.ofHours(1), List.of(123)),
                kubernetes,
                argo());
    }

    static ConvertSettings argo(Map<String, String> parameters) {
        ConvertSettings other = kubernetes(cluster());
        return new ConvertSettings(
                "argo",
                OnChange.CONVERT,
                1,
                other.builtin(),
                other.exec(),
                other.kubernetes(),
                new ArgoSettings("", "", parameters));
    }

    private static ArgoSettings argo() {
        return new ArgoSettings("", "", Map.of());
    }

    static KubernetesSettings cluster() {
        return new KubernetesSettings("", Map.of(), 2, DataSize.ofGigabytes(64), List.of(3), false);
    }
}
