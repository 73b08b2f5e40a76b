package dev.caravan.s3;

import dev.caravan.s3.limit.ParallelWork;
import dev.caravan.s3.limit.PartBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Sends what can only be read from its beginning: cut into parts in the caller's thread, which the others send. The parts that are
 * there from an attempt that was cut off are read and compared, and not sent.
 */
final class StreamUpload {
    private final Sending sending;
    private final StreamedObject object;
    private final long partSize;
    private final List<PartDigest> digests = new ArrayList<>();
    private final MessageDigest sha256 = ObjectDigests.sha256();
    private @Nullable PartsUpload upload;

    /** @throws ObjectTooLargeException when there may be more than S3 allows */
    StreamUpload(Sending sending, StreamedObject object, long usualPartSize) throws IOException {
        this.sending = sending;
        this.object = object;
        this.partSize = PartSize.of(object.key(), object.content().mostBytes(), usualPartSize);
        if (partSize > sending.buffers().largest()) {
            throw new PublishException("a part of " + object.key() + ", which may have "
                    + object.content().mostBytes() + " bytes, has " + partSize
                    + ": caravan.publish.memory must be at least "
                    + 4 * partSize + " bytes");
        }
    }

    /** The content's digests, after all of it was received. */
    SentContent send(ParallelWork work) throws IOException {
        sending.listener().begins(object.key());
        try (InputStream content = object.content().open()) {
            boolean more = true;
            for (int number = 1; more; number++) {
                more = part(number, content, work);
            }
        }
        work.await();
        PartsUpload parts = upload;
        if (parts != null) {
            sending.complete(parts, digests.size());
        }
        return new SentContent(parts != null, new Unknown(object.key()), digests());
    }

    String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Over all parts, whatever the target compares. */
    String crc64() {
        return Objects.requireNonNull(PartDigest.whole(digests()).crc64Text());
    }

    private PartDigest[] digests() {
        return digests.toArray(PartDigest[]::new);
    }

    /** @return whether there may be more */
    private boolean part(int number, InputStream content, ParallelWork work) throws IOException {
        PartBuffer buffer = sending.buffer(partSize, work);
        PartDigest digest;
        try {
            digest = read(content, buffer);
        } catch (IOException | RuntimeException e) {
            buffer.close();
            throw e;
        }
        boolean complete = digest.length() < partSize;
        if (digest.length() == 0 && number > 1) {
            buffer.close();
            return false;
        }
        digests.add(digest);
        BufferedContent part = BufferedContent.of(buffer, sending.evidence().only(digest));
        if (complete && number == 1) {
            work.start(() -> sending.requests().put(headers(), object.key(), part), buffer::close);
        } else {
            sendPart(number, part, buffer, work);
        }
        return !complete;
    }

    private void sendPart(int number, BufferedContent part, PartBuffer buffer, ParallelWork work) throws IOException {
        PartsUpload parts = opened(buffer);
        ReceivedPart there = parts.part(number);
        if (there != null && there.digest().equals(part.before())) {
            sending.listener().resumed(object.key(), part.length());
            buffer.close();
            return;
        }
        work.start(() -> parts.received(number, sending.requests().part(parts.request(number), part)), buffer::close);
    }

    private PartsUpload opened(PartBuffer buffer) throws IOException {
        PartsUpload open = upload;
        if (open == null) {
            UploadState wanted = UploadState.wanted(
                    object.key(), "a stream of " + object.key(), partSize, sending.evidence(), sending.job());
            try {
                open = sending.open(wanted, sending.headers().parts(object.key(), object.contentType()));
            } catch (IOException | RuntimeException e) {
                buffer.close();
                throw e;
            }
            upload = open;
        }
        return open;
    }

    private PartDigest read(InputStream content, PartBuffer buffer) throws IOException {
        Digester both = Digester.of(Evidence.CRC64, sending.evidence());
        buffer.fill(content, partSize, (bytes, offset, count) -> {
            both.see(bytes, offset, count);
            sha256.update(bytes, offset, count);
        });
        return both.end();
    }

    private PutObjectRequest.Builder headers() {
        return sending.headers().put(object.key(), object.contentType());
    }

    /** What was not computed on the way cannot be had any more. */
    private record Unknown(String key) implements ObjectContent {

        @Override
        public long size() {
            throw new IllegalStateException("the size of " + key + " is known");
        }

        @Override
        public String checksum(ChecksumKind kind) throws PublishException {
            throw new PublishException(key + " was sent without a " + kind + ", by which it would have to be proven");
        }

        @Override
        public String eTag(boolean inParts) throws PublishException {
            throw new PublishException(key + " was sent without an MD5, by which it would have to be proven");
        }

        @Override
        public int parts() {
            return 1;
        }
    }
}
