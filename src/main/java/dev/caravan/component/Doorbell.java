package dev.caravan.component;

import java.util.concurrent.TimeUnit;

/** Wakes the workers of a stage when this process has sent it a job, so that they need not wait for their next poll. */
final class Doorbell {
    private long rings;

    synchronized long rings() {
        return rings;
    }

    synchronized void ring() {
        rings++;
        notifyAll();
    }

    /**
     * Waits until it has rung once more.
     *
     * @param heard {@link #rings} before the caller looked for work
     */
    synchronized void await(long heard, long longestMs) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(longestMs);
        long left = longestMs;
        while (rings == heard && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
    }
}
