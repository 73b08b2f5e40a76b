package dev.caravan.s3;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Removes uploads in parts that have not gone on for long: a server keeps, and charges for, their parts until somebody does. One that
 * is remembered counts from its last part, one that nobody remembers from its beginning. What a {@link Probe} has left goes with them.
 */
public final class AbandonedUploads {
    private static final Logger LOG = LoggerFactory.getLogger(AbandonedUploads.class);

    private final S3Connections connections;
    private final Clock clock;

    public AbandonedUploads(S3Connections connections, Clock clock) {
        this.connections = connections;
        this.clock = clock;
    }

    /**
     * Looks below the target's prefix.
     *
     * @param after age from which an upload is abandoned
     * @throws PublishException when the target cannot be reached
     */
    public Swept sweep(TargetSettings target, Duration after) throws PublishException {
        Instant limit = clock.instant().minus(after);
        List<String> aborted = new ArrayList<>();
        int left = 0;
        boolean listed = true;
        try (S3Connection connection = connections.open(target)) {
            new LeftProbes(connection).remove(limit);
            Set<Listed> uploads = new HashSet<>();
            for (RememberedUpload one : connections.states().all(target.name())) {
                uploads.add(new Listed(one.state().key(), one.state().upload(), one.since(), one));
            }
            try {
                foreign(connection, uploads);
            } catch (PublishException e) {
                if (!(e.getCause() instanceof S3Exception)) {
                    throw e;
                }
                LOG.info("target {}: only remembered uploads are looked at: {}", target.name(), e.getMessage());
                listed = false;
            }
            for (Listed upload : uploads) {
                if (upload.since().isAfter(limit) || !abort(connection, upload)) {
                    left++;
                } else {
                    aborted.add(upload.key());
                }
            }
        }
        return new Swept(target.name(), aborted, left, listed);
    }

    /** Adds those that the server shows and nobody remembers. */
    private static void foreign(S3Connection connection, Set<Listed> uploads) throws PublishException {
        Set<String> known = new HashSet<>();
        uploads.forEach(upload -> known.add(upload.id()));
        ListMultipartUploadsRequest next = ListMultipartUploadsRequest.builder()
                .bucket(connection.target().bucket())
                .prefix(connection.target().prefix())
                .build();
        boolean more = true;
        while (more) {
            ListMultipartUploadsRequest request = next;
            ListMultipartUploadsResponse page =
                    connection.call("list of uploads", () -> connection.client().listMultipartUploads(request));
            for (MultipartUpload one : page.uploads()) {
                if (!known.contains(one.uploadId()) && one.initiated() != null) {
                    uploads.add(new Listed(one.key(), one.uploadId(), one.initiated(), null));
                }
            }
            more = Boolean.TRUE.equals(page.isTruncated());
            next = request.toBuilder()
                    .keyMarker(page.nextKeyMarker())
                    .uploadIdMarker(page.nextUploadIdMarker())
                    .build();
        }
    }

    private boolean abort(S3Connection connection, Listed upload) {
        try {
            new UnfinishedUpload(connection, upload.key(), upload.id()).abort();
            if (upload.remembered() != null) {
                connections
                        .states()
                        .end(connection.target().name(), upload.remembered().state());
            }
            return true;
        } catch (SdkException e) {
            LOG.warn("target {}: the parts of {} stay: {}", connection.target().name(), upload.key(), e.getMessage());
            return false;
        }
    }

    private record Listed(
            String key, String id, Instant since, @Nullable RememberedUpload remembered) {}
}
