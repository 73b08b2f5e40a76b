package dev.caravan.s3;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.Abortable;

/**
 * Looks at one request while it is under way, and ends it when it is the server's turn and nothing moves for too long. What we take
 * our time for, such as the disk or the bandwidth, does not count.
 */
final class Watch implements AutoCloseable {
    /** So many looks in the time that nothing may move. */
    private static final int LOOKS = 8;

    private final ScheduledExecutorService threads;
    private final long between;
    private @Nullable Future<?> looks;
    private @Nullable Duration limit;
    private String waitsFor = "";
    private long since;
    private boolean closed;
    private @Nullable StalledException stall;

    /** @param shortest of the times in which nothing may move */
    Watch(ScheduledExecutorService threads, Duration shortest) {
        this.threads = threads;
        this.between = shortest.toNanos() / LOOKS;
    }

    synchronized void begin(Abortable request) {
        looks = threads.scheduleWithFixedDelay(() -> look(request), between, between, TimeUnit.NANOSECONDS);
    }

    /**
     * From now on it is the server's turn.
     *
     * @param what it shall do, as the end of 'it did not …'
     */
    synchronized void theirTurn(Duration limit, String what) {
        this.limit = limit;
        this.waitsFor = what;
        this.since = System.nanoTime();
    }

    synchronized void ourTurn() {
        limit = null;
    }

    /** @throws StalledException when it has ended the request */
    synchronized void requireMoving() throws StalledException {
        if (stall != null) {
            throw stall;
        }
    }

    private synchronized void look(Abortable request) {
        if (closed || limit == null || System.nanoTime() - since < limit.toNanos()) {
            return;
        }
        stall = new StalledException("the server did not " + waitsFor + " for " + limit.toMillis() / 1000.0 + " s");
        close();
        request.abort();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (looks != null) {
            looks.cancel(false);
        }
    }
}
