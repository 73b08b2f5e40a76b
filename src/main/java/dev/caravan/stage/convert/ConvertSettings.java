package dev.caravan.stage.convert;

import dev.caravan.cluster.ArgoSettings;
import dev.caravan.manifest.Manifest;
import dev.caravan.setting.InvalidSettingException;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * `caravan.convert`.
 *
 * @param runner the route that converts: `direct:convert-<runner>`
 * @param onChange what happens to what is published when another converter, or other options, would make something else of it
 * @param workers datasets converted at once by this instance
 * @param builtin how `convert-builtin` converts
 * @param exec what `convert-exec` runs
 * @param kubernetes what `convert-kubernetes` orders of a cluster
 * @param argo what `convert-argo` orders of a cluster
 */
public record ConvertSettings(
        @DefaultValue("builtin") String runner,
        @DefaultValue("convert") OnChange onChange,
        @DefaultValue("1") int workers,
        @DefaultValue BuiltInSettings builtin,
        @DefaultValue ExecSettings exec,
        @DefaultValue KubernetesSettings kubernetes,
        @DefaultValue ArgoSettings argo) {

    private static final List<String> RUNNERS = List.of("builtin", "exec", "kubernetes", "argo");

    /** What makes the octrees now. */
    public Manifest.Producer producer() {
        return runner.equals("exec") ? exec.producer() : builtin.producer();
    }

    public ConvertSettings {
        if (!RUNNERS.contains(runner)) {
            throw new InvalidSettingException("caravan.convert.runner", runner, "one of " + RUNNERS);
        }
        if (workers < 1 || workers > 256) {
            throw new InvalidSettingException("caravan.convert.workers", workers, "a number from 1 to 256");
        }
    }
}
