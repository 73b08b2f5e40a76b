package dev.caravan.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a compressed tar entry by entry. Tells apart what is wrong with the archive ({@link DamagedArchiveException}) and what is wrong with
 * the way that it comes by (the stream's own exception).
 */
final class ArchiveReader implements AutoCloseable {
    private final Source source;
    private final Compression compression;
    private final String name;
    private @Nullable TarArchiveInputStream tar;
    private String at = "its beginning";

    /**
     * @param archive is closed with this
     * @param name of the archive, for messages
     */
    ArchiveReader(InputStream archive, Compression compression, String name) {
        this.source = new Source(archive);
        this.compression = compression;
        this.name = name;
    }

    /** Null at the end. */
    @Nullable
    TarArchiveEntry next() throws IOException {
        try {
            if (tar == null) {
                tar = new TarArchiveInputStream(compression.expand(source), StandardCharsets.UTF_8.name());
            }
            TarArchiveEntry entry = tar.getNextEntry();
            at = entry == null ? "its end" : "'" + entry.getName() + "'";
            return entry;
        } catch (IOException | IllegalArgumentException e) {
            throw told(e);
        }
    }

    /** Of the present entry's content; -1 at its end. */
    int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return Objects.requireNonNull(tar).read(bytes, offset, length);
        } catch (IOException | IllegalArgumentException e) {
            throw told(e);
        }
    }

    /** Reads what follows the last entry, if anything. */
    void drain() throws IOException {
        byte[] buffer = new byte[1 << 16];
        while (source.read(buffer) >= 0) {
            // Only its hash is wanted.
        }
    }

    long bytes() {
        return source.bytes;
    }

    /** Of all that has been read. Once. */
    String sha256() {
        return source.sha256.hex();
    }

    private IOException told(Exception e) {
        if (source.failure != null) {
            return source.failure;
        }
        throw new DamagedArchiveException("the archive " + name + " is damaged at " + at + ": " + e.getMessage(), e);
    }

    @Override
    public void close() throws IOException {
        source.close();
        if (tar != null) {
            tar.close();
        }
    }

    /** The compressed bytes as they come. */
    private static final class Source extends FilterInputStream {
        private final Sha256 sha256 = new Sha256();
        private long bytes;
        private @Nullable IOException failure;

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                int count = in.read(buffer, offset, length);
                sha256.add(buffer, offset, Math.max(0, count));
                bytes += Math.max(0, count);
                return count;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        /** Every byte is to be seen. */
        @Override
        public long skip(long n) throws IOException {
            byte[] skipped = new byte[(int) Math.min(n, 1 << 13)];
            return Math.max(0, read(skipped, 0, skipped.length));
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
