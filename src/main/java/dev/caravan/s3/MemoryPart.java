package dev.caravan.s3;

import dev.caravan.s3.limit.PartBuffer;
import java.io.IOException;
import java.io.InputStream;

/**
 * A part in memory.
 *
 * @param size bytes that a part has
 */
record MemoryPart(PartBuffer buffer, long size) implements HeldPart {

    @Override
    public void fill(InputStream content, PartBuffer.Witness witness) throws IOException {
        buffer.fill(content, size, witness);
    }

    @Override
    public PartContent content(PartDigest digest) {
        return BufferedContent.of(buffer, digest);
    }

    @Override
    public void close() {
        buffer.close();
    }
}
