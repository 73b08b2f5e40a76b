package dev.caravan.stage.archive;

import dev.caravan.job.JobRun;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.TargetKeys;
import dev.caravan.s3.TargetSettings;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** Bean `archiveTargets`: where an archive goes. */
public final class ArchiveTargets {
    private final PublishSettings settings;

    public ArchiveTargets(PublishSettings settings) {
        this.settings = settings;
    }

    /** One shipment for each target that takes the dataset, in the order of the configuration. */
    public List<Shipment> list(@Body Backup backup, @ExchangeProperty(JobRun.PROPERTY) JobRun run) {
        List<Shipment> shipments = takers(backup).stream()
                .map(target -> new Shipment(backup, target.name()))
                .toList();
        run.log()
                .append(
                        shipments.isEmpty()
                                ? "archived in no target: " + backup.dataset().key() + " is excluded everywhere"
                                : backup.dataset().key() + " goes to "
                                        + String.join(
                                                ", ",
                                                shipments.stream()
                                                        .map(Shipment::target)
                                                        .toList()));
        return shipments;
    }

    /** Those that have to have it before its source may be moved. */
    List<TargetSettings> required(Backup backup) {
        return takers(backup).stream().filter(TargetSettings::required).toList();
    }

    String bucket(String target) {
        return settings.target(target).bucket();
    }

    private List<TargetSettings> takers(Backup backup) {
        return settings.targets().stream()
                .filter(target -> TargetKeys.of(target).take(backup.dataset().key()))
                .toList();
    }
}
