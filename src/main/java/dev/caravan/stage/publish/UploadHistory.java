package dev.caravan.stage.publish;

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
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetSettings;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** What came of uploads, one operation for each target: storage class and ETag are those of `metadata.json`. */
public final class UploadHistory {
    private static final Logger LOG = LoggerFactory.getLogger(UploadHistory.class);
    /** What a server means that names none. */
    private static final String STANDARD = "STANDARD";

    private final PublishSettings settings;
    private final S3Connections connections;
    private final History history;

    public UploadHistory(PublishSettings settings, S3Connections connections, History history) {
        this.settings = settings;
        this.connections = connections;
        this.history = history;
    }

    /** Every object was proven to be there. */
    void proven(Upload upload, Publication publication, JobRun job, Instant began) throws IOException {
        TargetSettings target = settings.target(upload.target());
        UploadDetails details = details(upload, target, publication.directory(), "completed");
        HeadObjectResponse head = head(target, details.s3ObjectKey());
        FileRecord object = FileRecord.of(
                        details.s3ObjectKey(), Location.S3, head.contentLength(), head.lastModified(), "completed")
                .ofType(head.contentType());
        String storageClass = Optional.ofNullable(head.storageClassAsString()).orElse(STANDARD);
        String etag = Optional.ofNullable(head.eTag()).orElse("").replace("\"", "");
        history.insist(operation(upload, job, began, details.proven(storageClass, etag, object))
                .noting("resultPath", "s3://" + target.bucket() + "/" + details.s3ObjectKey())
                .noting("url", publication.address().toString())
                .noting("bytesInTarget", publication.bytes()));
    }

    /** Adds its own failure to the one that it is told of, which is the one that counts. */
    void failed(Upload upload, JobRun job, Instant began, Exception cause) {
        TargetSettings target = settings.target(upload.target());
        UploadDetails details =
                details(upload, target, target.prefix() + upload.dataset().key() + "/", "failed");
        OperationStatus status = job.cancelled() ? OperationStatus.CANCELLED : OperationStatus.FAILED;
        try {
            history.append(
                    operation(upload, job, began, details).ended(status, "", String.valueOf(cause.getMessage())));
        } catch (DataAccessException e) {
            cause.addSuppressed(e);
            LOG.warn(
                    "the upload of {} is not in the history: {}",
                    upload.dataset().title(),
                    e.toString());
        }
    }

    private HeadObjectResponse head(TargetSettings target, String key) throws IOException {
        try (S3Connection connection = connections.open(target)) {
            return connection.require(key);
        }
    }

    /** The job that is known says what is missing: user, project, attempt. */
    private static NewOperation operation(Upload upload, JobRun job, Instant began, UploadDetails details) {
        return NewOperation.on(upload.dataset().target().toString(), "upload")
                .within(job.id())
                .since(began)
                .noting("stage", job.stage())
                .noting("target", upload.target())
                .noting("upload", details);
    }

    private static UploadDetails details(Upload upload, TargetSettings target, String directory, String status) {
        Dataset dataset = upload.dataset();
        return UploadDetails.plain(target.bucket(), directory + OctreeObjects.METADATA, source(dataset, status));
    }

    /** The directory or the manifest, when there are many files: as large as all of them, as old as the newest. */
    private static FileRecord source(Dataset dataset, String status) {
        FileRecord source =
                FileRecord.of(dataset.target().toString(), Location.LOCAL, dataset.bytes(), dataset.modified(), status);
        boolean directory = dataset.group() != null && dataset.group().unit() == Unit.DIRECTORY;
        return directory ? source.asDirectory() : source;
    }
}
