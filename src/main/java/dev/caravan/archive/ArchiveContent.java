package dev.caravan.archive;

import dev.caravan.s3.SequentialContent;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** The archive of a listing, made each time that it is opened; the same bytes each time, as long as the sources stay as they were listed. */
public final class ArchiveContent implements SequentialContent {
    /** What headers, and blocks that cannot be compressed, add at most: both formats stay far below one byte in 256. */
    private static final int EXPANSION = 256;

    private static final long FRAME = 1 << 16;

    private final ArchiveListing listing;
    private final Compression compression;
    private final int level;
    private final int threads;
    private final LongConsumer read;

    /**
     * @param listing with the hashes of its files
     * @param threads that compress, 1 or more
     * @param read is told how many more bytes of the tar have been compressed; those of a second opening are told again
     */
    public ArchiveContent(ArchiveListing listing, Compression compression, int level, int threads, LongConsumer read) {
        this.listing = listing;
        this.compression = compression;
        this.level = level;
        this.threads = threads;
        this.read = read;
    }

    @Override
    public InputStream open() {
        return compression.compress(new CountedStream(new TarStream(listing), read), level, threads);
    }

    @Override
    public long mostBytes() {
        long tar = listing.mostTarBytes();
        return tar + tar / EXPANSION + FRAME;
    }

    /** Tells how many bytes have been read. */
    private static final class CountedStream extends FilterInputStream {
        private final LongConsumer read;

        CountedStream(InputStream in, LongConsumer read) {
            super(in);
            this.read = read;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            if (value >= 0) {
                read.accept(1);
            }
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            if (count > 0) {
                read.accept(count);
            }
            return count;
        }
    }
}
