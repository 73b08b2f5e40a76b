package dev.caravan.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Notices SIGINT and SIGTERM, and keeps Java from ending until the command has cleaned up. */
final class Interruption implements BooleanSupplier, AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch cleanedUp = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "interruption");
    private final Runnable whenAsked;
    private volatile boolean stopping;

    Interruption() {
        this(() -> {});
    }

    /** @param whenAsked ends what does not look whether it shall */
    Interruption(Runnable whenAsked) {
        this.whenAsked = whenAsked;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stop() {
        stopping = true;
        whenAsked.run();
        try {
            boolean inTime = cleanedUp.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                System.err.println("error: the command did not stop in " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean getAsBoolean() {
        return stopping;
    }

    @Override
    public void close() {
        cleanedUp.countDown();
        if (!stopping) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // Java began to end at this very moment; the hook runs, and finds everything done.
                stopping = true;
            }
        }
    }
}
