package dev.caravan.archive;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Compresses a stream into one zstd frame with a checksum, by zstd's own threads. */
final class ZstdStream extends InputStream {
    private static final int STEP = 1 << 18;

    private final InputStream plain;
    private final int level;
    private final int threads;
    private final ByteArrayOutputStream made = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[STEP];
    private @Nullable ZstdOutputStreamNoFinalizer zstd;
    private byte[] present = {};
    private int position;
    private boolean ended;

    ZstdStream(InputStream plain, int level, int threads) {
        this.plain = plain;
        this.level = level;
        this.threads = threads;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int wanted) throws IOException {
        while (position == present.length && !ended) {
            advance();
        }
        int count = Math.min(wanted, present.length - position);
        System.arraycopy(present, position, bytes, offset, count);
        position += count;
        return count == 0 && wanted > 0 ? -1 : count;
    }

    private void advance() throws IOException {
        ZstdOutputStreamNoFinalizer compressor = compressor();
        int count = plain.read(buffer);
        if (count < 0) {
            compressor.close();
            ended = true;
        } else {
            compressor.write(buffer, 0, count);
        }
        present = made.toByteArray();
        position = 0;
        made.reset();
    }

    /** With one worker or more, the bytes are the same however many there are; without any they would be others. */
    private ZstdOutputStreamNoFinalizer compressor() throws IOException {
        if (zstd == null) {
            zstd = new ZstdOutputStreamNoFinalizer(made, level);
            zstd.setChecksum(true);
            zstd.setWorkers(threads);
        }
        return zstd;
    }

    @Override
    public void close() throws IOException {
        try (InputStream source = plain) {
            if (zstd != null && !ended) {
                zstd.close();
            }
        }
    }
}
