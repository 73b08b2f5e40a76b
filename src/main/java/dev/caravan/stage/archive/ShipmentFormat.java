package dev.caravan.stage.archive;

import dev.caravan.job.JobType;
import dev.caravan.job.Origin;
import dev.caravan.job.PayloadFormat;
import dev.caravan.job.Priority;
import dev.caravan.s3.PublishSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A shipment as JSON, in a job of its own. No record shows its state: that of the dataset's job is shown. */
public final class ShipmentFormat implements PayloadFormat<Shipment> {
    private final PublishSettings settings;

    public ShipmentFormat(PublishSettings settings) {
        this.settings = settings;
    }

    @Override
    public Class<Shipment> type() {
        return Shipment.class;
    }

    @Override
    public Set<JobType> jobTypes() {
        return Set.of(JobType.DATA_COMPRESSION);
    }

    @Override
    public JobType jobType(Shipment shipment) {
        return JobType.DATA_COMPRESSION;
    }

    @Override
    public String toJson(Shipment shipment) {
        return ArchiveJson.write(shipment);
    }

    @Override
    public Shipment fromJson(String json) {
        return ArchiveJson.read(json, Shipment.class);
    }

    @Override
    public List<String> subjects(Shipment shipment) {
        return List.of();
    }

    @Override
    public String title(Shipment shipment) {
        return shipment.backup().dataset().title() + " to " + shipment.target();
    }

    @Override
    public String target(Shipment shipment) {
        return shipment.backup().dataset().target().toString();
    }

    @Override
    public long bytes(Shipment shipment) {
        return shipment.backup().dataset().bytes();
    }

    @Override
    public String branch(Shipment shipment) {
        return "target " + shipment.target();
    }

    @Override
    public boolean required(Shipment shipment) {
        return settings.target(shipment.target()).required();
    }

    @Override
    public Origin origin(Shipment shipment) {
        return BackupFormat.origin(shipment.backup().dataset());
    }

    @Override
    public Optional<Priority> priority(Shipment shipment) {
        return Optional.ofNullable(shipment.backup().dataset().labels().priority());
    }
}
