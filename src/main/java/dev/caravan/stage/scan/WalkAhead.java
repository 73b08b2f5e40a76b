package dev.caravan.stage.scan;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the walk in a thread of its own, a few batches ahead, so that the disk is read while Redis answers. Holds no
 * more than these batches, whatever the size of the tree.
 */
final class WalkAhead implements AutoCloseable {
    private static final int BATCHES_AHEAD = 4;
    private static final Batch END = Batch.ofFiles(Source.NOWHERE, List.of());

    private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(BATCHES_AHEAD);
    private final Thread thread;
    private final Runnable waiting;
    private volatile @Nullable Throwable failure;

    /** What runs in the thread. */
    interface Walk {
        void walk(BatchSink sink) throws InterruptedException;
    }

    WalkAhead(Walk walk) {
        this(walk, () -> {});
    }

    /** @param waiting done each second that somebody waits for a batch */
    WalkAhead(Walk walk, Runnable waiting) {
        this.waiting = waiting;
        thread = new Thread(() -> run(walk), "scan-walk");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Waits for the next batch.
     *
     * @return null when the walk has come to its end
     * @throws WalkFailedException when it broke off
     */
    @Nullable
    Batch next() throws InterruptedException {
        Batch batch = queue.poll(1, TimeUnit.SECONDS);
        while (batch == null) {
            waiting.run();
            batch = queue.poll(1, TimeUnit.SECONDS);
        }
        if (batch != END) {
            return batch;
        }
        queue.put(END);
        Throwable cause = failure;
        if (cause != null) {
            throw new WalkFailedException(cause);
        }
        return null;
    }

    /** Ends the walk, also before its end. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private void run(Walk walk) {
        try {
            try {
                walk.walk(queue::put);
            } catch (RuntimeException | Error e) {
                failure = e;
            }
            queue.put(END);
        } catch (InterruptedException e) {
            // Closed: nobody waits for the rest.
            Thread.currentThread().interrupt();
        }
    }
}
