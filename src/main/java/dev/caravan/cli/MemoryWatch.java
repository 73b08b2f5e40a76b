package dev.caravan.cli;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees a thread die for want of memory, wherever it is, and stops the conversion: nobody is to wait for what the thread will never
 * deliver.
 */
final class MemoryWatch implements UncaughtExceptionHandler, BooleanSupplier, AutoCloseable {
    private final @Nullable UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private final Thread waiting = Thread.currentThread();
    private volatile @Nullable OutOfMemoryError seen;

    /** Watches until it is closed; interrupts the calling thread when it sees something. */
    MemoryWatch() {
        Thread.setDefaultUncaughtExceptionHandler(this);
    }

    @Override
    public void uncaughtException(Thread thread, Throwable fault) {
        if (fault instanceof OutOfMemoryError shortage) {
            seen = shortage;
            waiting.interrupt();
        } else if (before != null) {
            before.uncaughtException(thread, fault);
        } else {
            fault.printStackTrace();
        }
    }

    /** Whether memory has run out. */
    @Override
    public boolean getAsBoolean() {
        return seen != null;
    }

    /** The true reason of a conversion's end. */
    Throwable reason(Throwable fault) {
        OutOfMemoryError shortage = seen;
        return shortage == null ? fault : shortage;
    }

    @Override
    public void close() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }
}
