package dev.caravan.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** Looks every second how long the present case has been running; when that is too long, it says what all threads do. */
final class Watchdog {
    private final Duration patience;
    private final LongConsumer hangs;
    private volatile long number = -1;
    private volatile long since;

    /** @param hangs told the number of a case that takes too long; it is to end this Java */
    Watchdog(Duration patience, LongConsumer hangs) {
        this.patience = patience;
        this.hangs = hangs;
        Thread thread = new Thread(this::watch, "watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    void begin(long caseNumber) {
        since = System.nanoTime();
        number = caseNumber;
    }

    void end() {
        number = -1;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(200);
                long watched = number;
                if (watched >= 0 && System.nanoTime() - since > patience.toNanos() && watched == number) {
                    hangs.accept(watched);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String threads() {
        ThreadInfo[] threads = ManagementFactory.getThreadMXBean().dumpAllThreads(false, false);
        StringBuilder text = new StringBuilder();
        Arrays.stream(threads)
                .filter(thread -> thread.getThreadState() != Thread.State.WAITING)
                .forEach(text::append);
        return text.toString();
    }
}
