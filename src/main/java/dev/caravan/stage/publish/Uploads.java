package dev.caravan.stage.publish;

import dev.caravan.job.JobRun;
import dev.caravan.publication.Publication;
import java.io.IOException;
import java.time.Instant;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** Bean `uploads`: brings one octree to one target, and writes into the history what came of it. */
public final class Uploads {
    private final Bucket bucket;
    private final UploadHistory history;

    public Uploads(Bucket bucket, UploadHistory history) {
        this.bucket = bucket;
        this.history = history;
    }

    /** As {@link Bucket#upload}. */
    public Publication upload(@Body Upload upload, @ExchangeProperty(JobRun.PROPERTY) JobRun job) throws IOException {
        Instant began = Instant.now();
        try {
            Publication published = bucket.upload(upload, job);
            history.proven(upload, published, job, began);
            return published;
        } catch (IOException | RuntimeException e) {
            history.failed(upload, job, began, e);
            throw e;
        }
    }
}
