package dev.caravan.stage.publish;

import dev.caravan.dataset.Dataset;
import dev.caravan.job.JobRun;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.TargetKeys;
import dev.caravan.s3.TargetSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** Bean `targets`: where a dataset goes. */
public final class Targets {
    private final Map<String, TargetKeys> targets = new LinkedHashMap<>();

    public Targets(PublishSettings settings) {
        for (TargetSettings target : settings.targets()) {
            targets.put(target.name(), TargetKeys.of(target));
        }
    }

    /** One upload for each target that takes the dataset, in the order of the configuration. */
    public List<Upload> list(@Body Dataset dataset, @ExchangeProperty(JobRun.PROPERTY) JobRun run) {
        List<Upload> uploads = targets.entrySet().stream()
                .filter(target -> target.getValue().take(dataset.key()))
                .map(target -> new Upload(dataset, target.getKey()))
                .toList();
        List<String> names = uploads.stream().map(Upload::target).toList();
        run.log()
                .append(
                        names.isEmpty()
                                ? "published to no target: " + dataset.key() + " is excluded everywhere"
                                : dataset.key() + " goes to " + String.join(", ", names));
        return uploads;
    }
}
