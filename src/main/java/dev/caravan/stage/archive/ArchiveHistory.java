package dev.caravan.stage.archive;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Unit;
import dev.caravan.history.FileRecord;
import dev.caravan.history.History;
import dev.caravan.history.Location;
import dev.caravan.history.NewOperation;
import dev.caravan.history.OperationStatus;
import dev.caravan.history.UploadDetails;
import dev.caravan.job.JobRun;
import dev.caravan.publication.Publication;
import dev.caravan.s3.Sent;
import dev.caravan.s3.TargetSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * What came of archives: an operation `upload` for each target, then one `complete` that says where the source is now, and one `tidy` when
 * the archive on disk is removed. Each has the records of the files that it is about, in the state that they have then.
 */
public final class ArchiveHistory {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveHistory.class);
    /** What a server means that names none. */
    private static final String STANDARD = "STANDARD";

    private final History history;

    public ArchiveHistory(History history) {
        this.history = history;
    }

    void proven(
            Shipment shipment,
            TargetSettings target,
            ArchivePlace place,
            Sent shipped,
            HeadObjectResponse head,
            JobRun run,
            Instant began) {
        FileRecord object = FileRecord.of(
                        place.key(), Location.S3, head.contentLength(), head.lastModified(), "completed")
                .ofType(head.contentType())
                .tagged(Map.of(
                        "original_path", shipment.backup().dataset().target().toString(),
                        "original_size",
                                String.valueOf(shipment.backup().requirePlan().bytes()),
                        "compression_type", shipment.backup().compression().word()));
        String storageClass = Optional.ofNullable(head.storageClassAsString()).orElse(STANDARD);
        UploadDetails details = details(shipment.backup(), target.bucket(), place.key(), shipped, "uploading")
                .proven(storageClass, shipped.eTag(), object);
        history.insist(operation("upload", shipment.backup(), run, began)
                .noting("target", shipment.target())
                .noting("upload", details)
                .noting("resultPath", "s3://" + target.bucket() + "/" + place.key()));
    }

    /** Adds its own failure to the one that it is told of, which is the one that counts. */
    void failed(
            Shipment shipment, TargetSettings target, ArchivePlace place, JobRun run, Instant began, Exception cause) {
        OperationStatus status = run.cancelled() ? OperationStatus.CANCELLED : OperationStatus.FAILED;
        UploadDetails details = details(shipment.backup(), target.bucket(), place.key(), null, "failed");
        append(
                operation("upload", shipment.backup(), run, began)
                        .noting("target", shipment.target())
                        .noting("upload", details)
                        .ended(status, "", String.valueOf(cause.getMessage())),
                cause);
    }

    /** The source lies in the completed directory now; the record is that of the upload to the first of the targets. */
    void moved(Backup backup, Publication first, String bucket, Path place, JobRun run, Instant began) {
        Plan plan = backup.requirePlan();
        String key = ArchivePlace.key(first.directory(), backup, first.layout());
        FileRecord object = FileRecord.of(key, Location.S3, first.bytes(), first.at(), "completed")
                .ofType(backup.compression().mediaType());
        UploadDetails details = new UploadDetails(
                backup.compression().word(),
                plan.bytes(),
                first.bytes(),
                first.bytes() == 0 ? null : (double) plan.bytes() / first.bytes(),
                bucket,
                key,
                null,
                plan.sha256(),
                plan.spooled() == null ? null : plan.spooled().sha256(),
                null,
                place.toString(),
                plan.spooled() == null ? null : plan.spooled().file().toString(),
                source(backup, "completed"),
                null,
                object,
                completed(backup, place));
        history.insist(operation("complete", backup, run, began)
                .noting("resultPath", place.toString())
                .noting("target", first.target())
                .noting("upload", details));
    }

    /** It could not be moved; the archive is what counts. */
    void notMoved(Backup backup, JobRun run, Instant began, Exception cause) {
        append(
                operation("complete", backup, run, began)
                        .noting("source", source(backup, "completed"))
                        .ended(OperationStatus.FAILED, "", String.valueOf(cause.getMessage())),
                cause);
    }

    /** The archive on disk is gone. */
    void tidied(Backup backup, Plan.Spooled spooled, JobRun run) {
        history.insist(operation("tidy", backup, run, Instant.now())
                .noting(
                        "compressed",
                        compressed(backup, spooled.file().toString(), spooled.size(), spooled.sha256(), "deleted")));
    }

    private void append(NewOperation operation, Exception cause) {
        try {
            history.append(operation);
        } catch (DataAccessException e) {
            cause.addSuppressed(e);
            LOG.warn("what became of {} is not in the history: {}", operation.target(), e.toString());
        }
    }

    /** The job that is known says what is missing: user, project, attempt. */
    private static NewOperation operation(String type, Backup backup, JobRun run, Instant began) {
        return NewOperation.on(backup.dataset().target().toString(), type)
                .within(run.id())
                .since(began)
                .noting("stage", run.stage());
    }

    private static UploadDetails details(
            Backup backup, String bucket, String key, @Nullable Sent shipped, String status) {
        Plan plan = backup.requirePlan();
        Plan.Spooled spooled = plan.spooled();
        String file = spooled == null ? null : spooled.file().toString();
        return new UploadDetails(
                backup.compression().word(),
                plan.bytes(),
                shipped == null ? null : shipped.size(),
                shipped == null || shipped.size() == 0 ? null : (double) plan.bytes() / shipped.size(),
                bucket,
                key,
                null,
                plan.sha256(),
                shipped == null ? null : shipped.sha256(),
                null,
                null,
                file,
                source(backup, status),
                shipped == null
                        ? null
                        : compressed(
                                backup,
                                file == null ? plan.name() : file,
                                shipped.size(),
                                shipped.sha256(),
                                file == null ? "completed" : "pending"),
                null,
                null);
    }

    private static FileRecord source(Backup backup, String status) {
        Dataset dataset = backup.dataset();
        return asFound(
                backup,
                record(
                        dataset.target().toString(),
                        Location.LOCAL,
                        dataset.bytes(),
                        dataset.modified(),
                        backup.requirePlan().sha256(),
                        status,
                        Map.of()));
    }

    private static FileRecord completed(Backup backup, Path place) {
        Dataset dataset = backup.dataset();
        return asFound(
                backup,
                record(
                        place.toString(),
                        Location.COMPLETED,
                        dataset.bytes(),
                        dataset.modified(),
                        backup.requirePlan().sha256(),
                        "completed",
                        Map.of("original_path", dataset.target().toString())));
    }

    /** Of an archive that was never on disk, the name is all that it has of a path. */
    private static FileRecord compressed(Backup backup, String path, long size, String sha256, String status) {
        Map<String, String> tags =
                Map.of("compression_type", backup.compression().word());
        return record(path, Location.LOCAL, size, null, sha256, status, tags)
                .ofType(backup.compression().mediaType());
    }

    private static FileRecord asFound(Backup backup, FileRecord file) {
        var group = backup.dataset().group();
        return group != null && group.unit() == Unit.DIRECTORY ? file.asDirectory() : file;
    }

    private static FileRecord record(
            String path,
            Location location,
            long size,
            @Nullable Instant modified,
            String sha256,
            String status,
            Map<String, String> tags) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return new FileRecord(
                name, path, location, size, false, null, null, modified, null, sha256, tags, status, null);
    }
}
