package dev.caravan.s3;

import dev.caravan.s3.limit.ParallelWork;
import dev.caravan.s3.limit.PartBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends files, whole or in parts, in steps of a {@link ParallelWork}. */
final class LocalUpload {
    private final Sending sending;
    private final ParallelWork work;

    LocalUpload(Sending sending, ParallelWork work) {
        this.sending = sending;
        this.work = work;
    }

    /** What is done when all of an object was received. */
    interface Arrival {
        void prove(SentContent content) throws IOException;
    }

    void start(LocalObject object, Arrival arrival) throws IOException {
        sending.listener().begins(object.key());
        if (object.isMultipart()) {
            startParts(object, arrival);
        } else {
            startWhole(object, arrival);
        }
    }

    private void startWhole(LocalObject object, Arrival arrival) throws IOException {
        withContent(object.whole(), content -> {
            PartDigest digest = sending.requests()
                    .put(sending.headers().put(object.key(), object.contentType()), object.key(), content)
                    .digest();
            arrival.prove(new SentContent(false, new FileContent(object), digest));
        });
    }

    private void startParts(LocalObject object, Arrival arrival) throws IOException {
        String source = source(object);
        UploadState wanted =
                UploadState.wanted(object.key(), source, object.partSize(), sending.evidence(), sending.job());
        PartsUpload upload = sending.open(wanted, sending.headers().parts(object.key(), object.contentType()));
        AtomicInteger missing = new AtomicInteger(1);
        ParallelWork.Step end = () -> {
            if (missing.decrementAndGet() == 0) {
                requireUnchanged(object, source, upload);
                PartDigest[] digests = sending.complete(upload, object.parts());
                arrival.prove(new SentContent(true, new FileContent(object), digests));
            }
        };
        for (int index = 0; index < object.parts(); index++) {
            int number = index + 1;
            ReceivedPart there = upload.part(number);
            if (there != null) {
                sending.listener().resumed(object.key(), there.digest().length());
                continue;
            }
            missing.incrementAndGet();
            withContent(object.part(index), content -> {
                upload.received(number, sending.requests().part(upload.request(number), content));
                end.run();
            });
        }
        work.start(end);
    }

    private void requireUnchanged(LocalObject object, String source, PartsUpload upload) throws IOException {
        String now = source(object);
        if (!now.equals(source)) {
            sending.abort(upload);
            throw new ChangedFileException(object.file(), "it is " + now + ", and was " + source);
        }
    }

    /** A step with the bytes: from memory where they are few, from the disk where they are too many. */
    private void withContent(FileRange range, Use use) throws IOException {
        if (range.length() > sending.buffers().largest()) {
            work.start(() -> {
                try (StreamedContent content = new StreamedContent(range, sending.evidence())) {
                    use.send(content);
                }
            });
        } else {
            PartBuffer buffer = sending.buffer(range.length(), work);
            work.start(() -> use.send(BufferedContent.read(range, buffer, sending.evidence())), buffer::close);
        }
    }

    private static String source(LocalObject object) throws IOException {
        return Files.size(object.file()) + " bytes of "
                + Files.getLastModifiedTime(object.file()).toInstant() + " at " + object.file();
    }

    private interface Use {
        void send(PartContent content) throws IOException;
    }
}
