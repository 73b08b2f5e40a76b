package dev.caravan.s3.limit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory that content waits in while it is sent: pieces of one size, made when they are first wanted and used again and
 * again. Who wants more than there is waits, first come, first served.
 */
public final class PartBuffers {
    /** Bytes of a piece. Not larger: some collectors keep an array of 1 MiB or more apart, at a cost. */
    static final int PIECE = 512 << 10;

    private static final long TURN_MS = 200;

    private final int pieces;
    private final Semaphore free;
    private final Deque<byte[]> pool = new ArrayDeque<>();

    /** @param budget in bytes; rounded down to whole pieces, at least one */
    public PartBuffers(long budget) {
        this.pieces = Math.toIntExact(Math.max(1, budget / PIECE));
        this.free = new Semaphore(pieces, true);
    }

    /** The most that one content may have: a quarter, so that no single one holds up all the others. */
    public long largest() {
        return Math.max(1, pieces / 4) * (long) PIECE;
    }

    /**
     * Waits a moment for as much memory, and gives up when it is not there: the caller may have a reason not to wait longer.
     *
     * @param bytes at most {@link #largest}
     */
    public Optional<PartBuffer> take(long bytes) throws InterruptedException {
        int wanted = pieces(bytes);
        if (!free.tryAcquire(wanted, TURN_MS, TimeUnit.MILLISECONDS)) {
            return Optional.empty();
        }
        byte[][] taken = new byte[wanted][];
        synchronized (pool) {
            for (int i = 0; i < wanted; i++) {
                taken[i] = pool.isEmpty() ? new byte[PIECE] : pool.pop();
            }
        }
        return Optional.of(new PartBuffer(this, taken));
    }

    void giveBack(byte[][] taken) {
        synchronized (pool) {
            for (byte[] piece : taken) {
                pool.push(piece);
            }
        }
        free.release(taken.length);
    }

    private int pieces(long bytes) {
        if (bytes > largest()) {
            throw new IllegalArgumentException(bytes + " bytes are wanted, at most " + largest() + " may be");
        }
        return Math.toIntExact(Math.max(1, (bytes + PIECE - 1) / PIECE));
    }
}
