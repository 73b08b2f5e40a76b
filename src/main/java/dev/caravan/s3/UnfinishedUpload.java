package dev.caravan.s3;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An upload in parts that will not come to its end. */
final class UnfinishedUpload {
    private static final int MOST_TIMES = 10;
    private static final long PAUSE_MS = 200;
    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedUpload.class);

    private final S3Connection connection;
    private final String key;
    private final String upload;

    UnfinishedUpload(S3Connection connection, String key, String upload) {
        this.connection = connection;
        this.key = key;
        this.upload = upload;
    }

    /** Aborts it. A part that was under way when its connection was cut may still come in, so that is looked at. */
    void abort() {
        abortOnce();
        for (int time = 1; time < MOST_TIMES && hasParts(); time++) {
            rest();
            abortOnce();
        }
    }

    /** Of the parts that are there; null when the server does not say. */
    @Nullable
    Long bytes() {
        try {
            return connection
                    .client()
                    .listPartsPaginator(
                            request -> request.bucket(connection.target().bucket())
                                    .key(key)
                                    .uploadId(upload))
                    .parts()
                    .stream()
                    .mapToLong(Part::size)
                    .sum();
        } catch (SdkException e) {
            LOG.info(
                    "target {}: the parts of {} cannot be listed: {}",
                    connection.target().name(),
                    key,
                    e.getMessage());
            return null;
        }
    }

    private void abortOnce() {
        try {
            connection.client().abortMultipartUpload(request -> request.bucket(
                            connection.target().bucket())
                    .key(key)
                    .uploadId(upload)
                    .overrideConfiguration(limit()));
        } catch (S3Exception e) {
            if (e.statusCode() != 404) {
                throw e;
            }
        }
    }

    /** False as well when the server does not say so. */
    private boolean hasParts() {
        try {
            return !connection
                    .client()
                    .listParts(request -> request.bucket(connection.target().bucket())
                            .key(key)
                            .uploadId(upload)
                            .overrideConfiguration(limit()))
                    .parts()
                    .isEmpty();
        } catch (S3Exception e) {
            return false;
        }
    }

    private static AwsRequestOverrideConfiguration limit() {
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(Duration.ofSeconds(5))
                .build();
    }

    private static void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
