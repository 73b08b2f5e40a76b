package dev.caravan.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A file while it is written. Where there are only zeros for long, it gets a hole. */
final class RestoredFile implements AutoCloseable {
    static final int BUFFER = 1 << 16;
    private static final byte[] ZEROS = new byte[BUFFER];

    private final FileChannel channel;
    private final Sha256 sha256 = new Sha256();
    private long written;
    private boolean endsWithHole;

    RestoredFile(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void write(byte[] bytes, int count) throws IOException {
        sha256.add(bytes, 0, count);
        endsWithHole = count == BUFFER && Arrays.equals(bytes, ZEROS);
        if (endsWithHole) {
            channel.position(channel.position() + count);
        } else {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
        written += count;
    }

    /** @return SHA-256 of the content */
    String end() throws IOException {
        if (endsWithHole) {
            channel.write(ByteBuffer.allocate(1), written - 1);
        }
        return sha256.hex();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
