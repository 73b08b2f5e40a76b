package dev.caravan.reprocess;

import dev.caravan.dataset.Dataset;
import dev.caravan.job.Job;
import dev.caravan.job.JobControl;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobSettings;
import dev.caravan.job.JobType;
import dev.caravan.job.NewBranch;
import dev.caravan.job.NewJob;
import dev.caravan.job.PayloadFormat;
import dev.caravan.publication.Publication;
import dev.caravan.stage.archive.Backups;
import dev.caravan.stage.archive.Shipment;
import dev.caravan.stage.archive.ShipmentFormat;
import dev.caravan.stage.publish.Upload;
import dev.caravan.stage.publish.UploadFormat;
import java.util.Optional;

/** Uploads that belong to no dataset's job. There is one job at most for an octree and a target, however often it is asked for. */
public final class LateJobs {
    private final JobQueue queue;
    private final JobControl control;
    private final JobSettings settings;
    private final UploadFormat uploads;
    private final ShipmentFormat shipments;
    private final Backups backups;

    public LateJobs(
            JobQueue queue,
            JobControl control,
            JobSettings settings,
            UploadFormat uploads,
            ShipmentFormat shipments,
            Backups backups) {
        this.queue = queue;
        this.control = control;
        this.settings = settings;
        this.uploads = uploads;
        this.shipments = shipments;
        this.backups = backups;
    }

    /** Brings the octree on disk to the target. */
    LateJob uploading(Dataset dataset, String target) {
        String version = String.valueOf(dataset.requireOctree().provenAt());
        return job(dataset, target, version, uploads, new Upload(dataset, target));
    }

    /** @param from what another target has of the archive */
    LateJob copying(Dataset dataset, String target, Optional<Publication> from) {
        Publication there = from.orElseThrow(
                () -> new IllegalStateException("the archive of '" + dataset.key() + "' is in no other target"));
        Shipment shipment = Shipment.copy(backups.begin(dataset), target, there.target());
        return job(dataset, target, there.version(), shipments, shipment);
    }

    /**
     * Has it done.
     *
     * @param batch of which it is a part; '' for none
     * @return why not; empty when it is in the queue
     */
    Optional<String> begin(LateJob job, String target, String batch) {
        Optional<Job> before = queue.get(job.id());
        if (before.isPresent() && !before.get().state().isFinal()) {
            return Optional.of(
                    "it is on its way to target " + target + ": " + before.get().state() + ", job " + job.id());
        }
        before.ifPresent(ended -> control.delete(job.id()));
        queue.enqueue(job.job().from(job.job().origin().within(batch)));
        return Optional.empty();
    }

    private <T> LateJob job(Dataset dataset, String target, String version, PayloadFormat<T> format, T body) {
        String id = NewBranch.id("publish", dataset.key() + "\0" + target + "\0" + version);
        JobType type = format.jobType(body);
        long bytes = format.bytes(body);
        NewJob job = NewJob.unclaimed(
                        type.entry().orElseThrow(), format.title(body), format.toJson(body), format.subjects(body))
                .named(id)
                .as(type)
                .on(format.target(body), bytes)
                .from(format.origin(body))
                .within(settings.limits(type, bytes))
                .with(format.priority(body).orElse(settings.priority(type)));
        return new LateJob(id, job);
    }
}
