package dev.caravan.s3;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Begins uploads in parts, goes on with those that were cut off, and aborts those that nobody will go on with. */
final class PartsUploads {
    private static final Logger LOG = LoggerFactory.getLogger(PartsUploads.class);

    private final S3Connections connections;
    private final S3Connection connection;
    private final TargetSettings target;
    private final UploadStates states;

    PartsUploads(S3Connections connections, S3Connection connection) {
        this.connections = connections;
        this.connection = connection;
        this.target = connection.target();
        this.states = connections.states();
    }

    /**
     * Goes on with the upload that is remembered, when it is one of the same content; otherwise that one is aborted, and
     * another begun.
     *
     * @param wanted without an id and without parts
     */
    PartsUpload open(UploadState wanted, CreateMultipartUploadRequest.Builder request) throws IOException {
        Optional<UploadState> left = states.find(target.name(), wanted.key());
        if (left.isPresent()) {
            if (left.get().continues(wanted.source(), wanted.partSize(), wanted.evidence())) {
                Optional<UploadState> there = whatIsThere(left.get());
                if (there.isPresent()) {
                    takeOver(left.get(), wanted.job());
                    return new PartsUpload(connection, states, there.get());
                }
            }
            abort(new PartsUpload(connection, states, left.get()));
        }
        return begin(wanted, request);
    }

    /** By a connection of its own: the other one may have been closed to cancel the upload. */
    void abort(PartsUpload upload) {
        try (S3Connection fresh = connections.open(target)) {
            new UnfinishedUpload(fresh, upload.key(), upload.id()).abort();
            upload.end();
        } catch (RuntimeException e) {
            LOG.warn("the parts of {} stay in target {}: {}", upload.key(), target.name(), e.getMessage());
        }
    }

    /** So that nobody takes it for one that its first job has left. */
    private void takeOver(UploadState left, String job) {
        if (!left.job().equals(job)) {
            states.takenOver(target.name(), left, job);
        }
    }

    private PartsUpload begin(UploadState wanted, CreateMultipartUploadRequest.Builder request) throws IOException {
        if (wanted.evidence() == Evidence.CRC64) {
            request.checksumAlgorithm(ChecksumAlgorithm.CRC64_NVME).checksumType(ChecksumType.FULL_OBJECT);
        }
        String id = connection
                .call(
                        "start of the upload of " + wanted.key(),
                        () -> connection.client().createMultipartUpload(request.build()))
                .uploadId();
        UploadState begun = wanted.begun(id);
        states.begin(target.name(), begun);
        return new PartsUpload(connection, states, begun);
    }

    /** The state with those of its parts that the server has; empty when it has none, or does not know the upload. */
    private Optional<UploadState> whatIsThere(UploadState state) throws IOException {
        Map<Integer, ReceivedPart> there = new HashMap<>();
        Integer marker = 0;
        boolean more = true;
        while (more) {
            ListPartsRequest request = ListPartsRequest.builder()
                    .bucket(target.bucket())
                    .key(state.key())
                    .uploadId(state.upload())
                    .partNumberMarker(marker)
                    .build();
            ListPartsResponse page;
            try {
                page = connection.call(
                        "list of the parts of " + state.key(),
                        () -> connection.client().listParts(request));
            } catch (PublishException e) {
                if (e.getCause() instanceof S3Exception answer && answer.statusCode() == 404) {
                    return Optional.empty();
                }
                throw e;
            }
            page.parts().forEach(part -> note(state, part, there));
            marker = page.nextPartNumberMarker();
            more = Boolean.TRUE.equals(page.isTruncated()) && marker != null;
        }
        // Some servers show an upload that they do not know as one without parts.
        return there.isEmpty() ? Optional.empty() : Optional.of(state.having(there));
    }

    private static void note(UploadState state, Part part, Map<Integer, ReceivedPart> there) {
        ReceivedPart known = state.parts().get(part.partNumber());
        String eTag = part.eTag() == null ? "" : part.eTag().replace("\"", "");
        if (known != null
                && part.size() != null
                && part.size() == known.digest().length()
                && eTag.equals(known.eTag())
                && (part.checksumCRC64NVME() == null
                        || part.checksumCRC64NVME().equals(known.digest().crc64Text()))) {
            there.put(part.partNumber(), known);
        }
    }
}
