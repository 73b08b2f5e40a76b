package dev.caravan.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Bytes that are too many for memory: read from the file, and looked at, as they are sent. */
final class StreamedContent implements PartContent, AutoCloseable {
    private final FileRange range;
    private final Evidence evidence;
    private final @Nullable PartDigest known;
    private @Nullable Reading reading;

    StreamedContent(FileRange range, Evidence evidence) {
        this(range, evidence, null);
    }

    /** @param known digest of it, when it has been read before; else null */
    StreamedContent(FileRange range, Evidence evidence, @Nullable PartDigest known) {
        this.range = range;
        this.evidence = evidence;
        this.known = known;
    }

    @Override
    public long length() {
        return range.length();
    }

    @Override
    public InputStream open() throws IOException {
        close();
        Reading fresh = new Reading(range.open(), new Digester(evidence));
        reading = fresh;
        return fresh;
    }

    @Override
    public @Nullable PartDigest before() {
        return known;
    }

    @Override
    public PartDigest after() throws IOException {
        if (reading == null) {
            throw new IllegalStateException("nothing was read");
        }
        PartDigest digest = reading.digester.end();
        range.requireWhole(digest.length());
        return digest;
    }

    @Override
    public void close() throws IOException {
        if (reading != null) {
            reading.close();
        }
    }

    private final class Reading extends FilterInputStream {
        private final Digester digester;

        Reading(InputStream content, Digester digester) {
            super(content);
            this.digester = digester;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            if (count > 0) {
                digester.see(bytes, offset, count);
            } else if (count < 0) {
                range.requireWhole(digester.length());
            }
            return count;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
