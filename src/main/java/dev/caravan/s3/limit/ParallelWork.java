package dev.caravan.s3.limit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Steps of one piece of work on threads that others use as well. So many at a time are started, so that nobody's long work
 * stands before everybody else's. After one has failed no other is begun; those that are under way go on to their end, which is not in vain
 * when what they send is remembered.
 */
public final class ParallelWork implements AutoCloseable {
    private final Executor threads;
    private final IntSupplier most;
    private int open;
    private boolean ended;
    private @Nullable Exception failure;

    /** What one thread does. */
    public interface Step {
        void run() throws IOException;
    }

    /** @param most steps at a time; asked before each of them, may change */
    public ParallelWork(Executor threads, IntSupplier most) {
        this.threads = threads;
        this.most = most;
    }

    /** Waits until another step may be started; fails when one has failed. */
    public synchronized void awaitTurn() throws IOException {
        requireSuccess();
        while (open >= most.getAsInt()) {
            pause();
            requireSuccess();
        }
    }

    /** @param release is run in any case, also when the step is not */
    public void start(Step step, Runnable release) throws IOException {
        try {
            awaitTurn();
        } catch (IOException | RuntimeException e) {
            release.run();
            throw e;
        }
        synchronized (this) {
            open++;
        }
        threads.execute(() -> run(step, release));
    }

    public void start(Step step) throws IOException {
        start(step, () -> {});
    }

    /** Waits for all that was started. */
    public synchronized void await() throws IOException {
        while (open > 0) {
            requireSuccess();
            pause();
        }
        requireSuccess();
    }

    /** Begins nothing more, and waits for the end of what is under way. */
    @Override
    public void close() {
        boolean interrupted = false;
        synchronized (this) {
            ended = true;
            while (open > 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Step step, Runnable release) {
        try {
            if (mayBegin()) {
                step.run();
            }
        } catch (IOException | RuntimeException | Error e) {
            fail(e instanceof Exception exception ? exception : new IllegalStateException(e));
        } finally {
            try {
                release.run();
            } finally {
                finish();
            }
        }
    }

    private synchronized boolean mayBegin() {
        return !ended;
    }

    private synchronized void finish() {
        open--;
        notifyAll();
    }

    private synchronized void fail(Exception e) {
        if (failure == null) {
            failure = e;
            ended = true;
            notifyAll();
        }
    }

    private void requireSuccess() throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
    }

    private void pause() throws IOException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it waited for uploads");
        }
    }
}
