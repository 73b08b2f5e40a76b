package dev.caravan.s3;

import dev.caravan.s3.limit.ParallelWork;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Sends what can only be read from its beginning: cut into parts in the caller's thread, which the others send. The parts that are
 * there from an attempt that was cut off are read and compared, and not sent.
 */
final class StreamUpload {
    /** Parts on disk at a time: one is written while others are sent. */
    private static final int ON_DISK = 3;

    private static final long TURN_MS = 200;

    private final Sending sending;
    private final StreamedObject object;
    private final long partSize;
    private final Semaphore onDisk = new Semaphore(ON_DISK);
    private final List<PartDigest> digests = new ArrayList<>();
    private final MessageDigest sha256 = ObjectDigests.sha256();
    private @Nullable PartsUpload upload;

    /**
     * Nothing is sent yet.
     *
     * @throws ObjectTooLargeException when there may be more than S3 allows
     * @throws PublishException when its parts are too large for memory, and there is no directory for them
     */
    StreamUpload(Sending sending, StreamedObject object, long usualPartSize) throws IOException {
        this.sending = sending;
        this.object = object;
        this.partSize = PartSize.of(object.key(), object.content().mostBytes(), usualPartSize);
        if (!fitsIntoMemory() && object.scratch() == null) {
            throw new PublishException("a part of " + object.key() + ", which may have "
                    + object.content().mostBytes() + " bytes, has " + partSize
                    + ": caravan.publish.memory must be at least "
                    + 4 * partSize + " bytes");
        }
    }

    private boolean fitsIntoMemory() {
        return partSize <= sending.buffers().largest();
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
        HeldPart held = held(work);
        PartDigest digest;
        try {
            digest = read(content, held);
        } catch (IOException | RuntimeException e) {
            held.close();
            throw e;
        }
        boolean complete = digest.length() < partSize;
        if (digest.length() == 0 && number > 1) {
            held.close();
            return false;
        }
        digests.add(digest);
        PartDigest compared = sending.evidence().only(digest);
        if (complete && number == 1) {
            PartContent whole = held.content(compared);
            work.start(() -> sending.requests().put(headers(), object.key(), whole), held::close);
        } else {
            sendPart(number, compared, held, work);
        }
        return !complete;
    }

    /** Waits for room for a part. */
    private HeldPart held(ParallelWork work) throws IOException {
        Path scratch = object.scratch();
        if (fitsIntoMemory() || scratch == null) {
            return new MemoryPart(sending.buffer(partSize, work), partSize);
        }
        awaitDisk(work);
        try {
            Path file = Files.createTempFile(scratch, "part", ".part");
            return new DiskPart(file, partSize, sending.evidence(), onDisk);
        } catch (IOException | RuntimeException e) {
            onDisk.release();
            throw e;
        }
    }

    /** Not longer than the work goes well. */
    private void awaitDisk(ParallelWork work) throws IOException {
        try {
            do {
                work.awaitTurn();
            } while (!onDisk.tryAcquire(TURN_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it waited for room on the disk");
        }
    }

    private void sendPart(int number, PartDigest digest, HeldPart held, ParallelWork work) throws IOException {
        PartsUpload parts = opened(held);
        ReceivedPart there = parts.part(number);
        if (there != null && there.digest().equals(digest)) {
            sending.listener().resumed(object.key(), digest.length());
            held.close();
            return;
        }
        PartContent content = held.content(digest);
        work.start(() -> parts.received(number, sending.requests().part(parts.request(number), content)), held::close);
    }

    private PartsUpload opened(HeldPart held) throws IOException {
        PartsUpload open = upload;
        if (open == null) {
            UploadState wanted = UploadState.wanted(
                    object.key(), "a stream of " + object.key(), partSize, sending.evidence(), sending.job());
            try {
                open = sending.open(wanted, sending.headers().parts(object.key(), object.contentType()));
            } catch (IOException | RuntimeException e) {
                held.close();
                throw e;
            }
            upload = open;
        }
        return open;
    }

    private PartDigest read(InputStream content, HeldPart held) throws IOException {
        Digester both = Digester.of(Evidence.CRC64, sending.evidence());
        held.fill(content, (bytes, offset, count) -> {
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
