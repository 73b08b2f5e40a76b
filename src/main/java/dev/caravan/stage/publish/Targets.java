package dev.caravan.stage.publish;

import dev.caravan.dataset.Dataset;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.TargetSettings;
import java.util.List;

/** Bean `targets`: where a dataset goes. */
public final class Targets {
    private final List<String> names;

    public Targets(PublishSettings settings) {
        this.names = settings.targets().stream().map(TargetSettings::name).toList();
    }

    /** One upload for each target, in the order of the configuration. */
    public List<Upload> list(Dataset dataset) {
        return names.stream().map(name -> new Upload(dataset, name)).toList();
    }
}
