package dev.caravan.s3.limit;

import java.io.IOException;
import java.io.InputStream;

/** Memory for the content of one request; closing it gives it back. */
public final class PartBuffer implements AutoCloseable {
    private final PartBuffers pool;
    private final byte[][] pieces;
    private long length;
    private boolean closed;

    PartBuffer(PartBuffers pool, byte[][] pieces) {
        this.pool = pool;
        this.pieces = pieces;
    }

    /** Sees bytes go by. */
    public interface Witness {
        void see(byte[] bytes, int offset, int count);
    }

    /**
     * Reads from the stream until it ends or the buffer has so many bytes.
     *
     * @param most at most what was taken from the pool
     * @return how many it has
     */
    public long fill(InputStream content, long most, Witness witness) throws IOException {
        length = 0;
        while (length < most) {
            byte[] piece = pieces[(int) (length / PartBuffers.PIECE)];
            int at = (int) (length % PartBuffers.PIECE);
            int count = content.read(piece, at, (int) Math.min(piece.length - at, most - length));
            if (count < 0) {
                break;
            }
            witness.see(piece, at, count);
            length += count;
        }
        return length;
    }

    public long length() {
        return length;
    }

    /** The bytes that it was filled with, from the first. */
    public InputStream stream() {
        return new Pieces();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            pool.giveBack(pieces);
        }
    }

    private final class Pieces extends InputStream {
        private long at;

        @Override
        public int read() {
            return at < length ? pieces[(int) (at / PartBuffers.PIECE)][(int) (at++ % PartBuffers.PIECE)] & 0xFF : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) {
            if (at >= length) {
                return count == 0 ? 0 : -1;
            }
            int inPiece = (int) (at % PartBuffers.PIECE);
            int copied = (int) Math.min(Math.min(count, PartBuffers.PIECE - inPiece), length - at);
            System.arraycopy(pieces[(int) (at / PartBuffers.PIECE)], inPiece, bytes, offset, copied);
            at += copied;
            return copied;
        }
    }
}
