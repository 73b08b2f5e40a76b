package dev.caravan.s3;

import dev.caravan.s3.limit.PartBuffer;
import java.io.IOException;
import java.io.InputStream;

/** Where a part of a stream waits until it is sent. */
interface HeldPart extends AutoCloseable {

    /**
     * Reads the part from the stream: as much as a part has, or less at the end.
     *
     * @param witness sees all bytes
     */
    void fill(InputStream content, PartBuffer.Witness witness) throws IOException;

    /** @param digest of what it was filled with */
    PartContent content(PartDigest digest);

    /** It is not needed any more. */
    @Override
    void close();
}
