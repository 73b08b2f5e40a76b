package dev.caravan.s3;

import dev.caravan.s3.limit.PartBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part that is too large for memory, in a file of its own.
 *
 * @param size bytes that a part has
 * @param evidence by which it is compared when it is sent
 * @param turn is given back with it
 */
record DiskPart(Path file, long size, Evidence evidence, Semaphore turn) implements HeldPart {
    private static final Logger LOG = LoggerFactory.getLogger(DiskPart.class);

    @Override
    public void fill(InputStream content, PartBuffer.Witness witness) throws IOException {
        byte[] buffer = new byte[1 << 18];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = size; left > 0; ) {
                int count = content.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    break;
                }
                witness.see(buffer, 0, count);
                out.write(buffer, 0, count);
                left -= count;
            }
        }
    }

    @Override
    public PartContent content(PartDigest digest) {
        return new StreamedContent(new FileRange(file, 0, digest.length()), evidence, digest);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} could not be deleted: {}", file, e.toString());
        } finally {
            turn.release();
        }
    }
}
