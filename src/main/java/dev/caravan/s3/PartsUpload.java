package dev.caravan.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** An upload in parts that has begun: which of them are there, and how it ends. */
final class PartsUpload {
    private static final Logger LOG = LoggerFactory.getLogger(PartsUpload.class);

    private final S3Connection connection;
    private final UploadStates states;
    private final UploadState begun;
    private final Map<Integer, ReceivedPart> parts;
    private boolean ended;

    /** @param begun with the parts that are proven to be there */
    PartsUpload(S3Connection connection, UploadStates states, UploadState begun) {
        this.connection = connection;
        this.states = states;
        this.begun = begun;
        this.parts = new TreeMap<>(begun.parts());
    }

    String key() {
        return begun.key();
    }

    String id() {
        return begun.upload();
    }

    /** What is there of this part; null when it is missing. */
    synchronized @Nullable ReceivedPart part(int number) {
        return parts.get(number);
    }

    UploadPartRequest.Builder request(int number) {
        return UploadPartRequest.builder()
                .bucket(connection.target().bucket())
                .key(begun.key())
                .uploadId(begun.upload())
                .partNumber(number);
    }

    /** Is there, and is remembered. */
    void received(int number, ReceivedPart part) {
        synchronized (this) {
            parts.put(number, part);
        }
        states.received(connection.target().name(), begun, number, part);
    }

    /** Puts the first {@code count} parts together. What was sent as a part beyond them, of another attempt, is dropped by the server. */
    PartDigest[] complete(int count) throws IOException {
        PartDigest[] digests = new PartDigest[count];
        List<CompletedPart> completed = new ArrayList<>();
        synchronized (this) {
            for (int number = 1; number <= count; number++) {
                ReceivedPart part = parts.get(number);
                if (part == null) {
                    throw new IllegalStateException("part " + number + " of " + key() + " is missing");
                }
                digests[number - 1] = part.digest();
                completed.add(CompletedPart.builder()
                        .partNumber(number)
                        .eTag(part.eTag())
                        .checksumCRC64NVME(part.digest().crc64Text())
                        .build());
            }
        }
        PartDigest whole = PartDigest.whole(digests);
        CompleteMultipartUploadRequest request = CompleteMultipartUploadRequest.builder()
                .bucket(connection.target().bucket())
                .key(key())
                .uploadId(id())
                .multipartUpload(all -> all.parts(completed))
                .checksumCRC64NVME(whole.crc64Text())
                .checksumType(whole.crc64() == null ? null : ChecksumType.FULL_OBJECT)
                .build();
        try {
            connection.call("completion of " + key(), () -> connection.client().completeMultipartUpload(request));
        } catch (PublishException e) {
            if (!(e.getCause() instanceof NoSuchUploadException)) {
                throw e;
            }
            // Its first try may have gone well, and only the answer got lost: the proof that follows shows it.
            LOG.info("the server does not know the upload of {} any more: {}", key(), e.getMessage());
        }
        end();
        return digests;
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /** It is not to be gone on with. */
    void end() {
        synchronized (this) {
            ended = true;
        }
        states.end(connection.target().name(), begun);
    }
}
