package dev.caravan.s3.limit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Steps of one piece of work on threads that others use as well. So many at a time are started, so that nobody's long work
 * stands before everybody else's. The first that fails ends the others.
 */
public final class ParallelWork implements AutoCloseable {
    private final Executor threads;
    private final IntSupplier most;
    private final Set<Thread> running = new HashSet<>();
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

    /** Ends what is still going on, and waits for its end. */
    @Override
    public void close() {
        boolean interrupted = false;
        synchronized (this) {
            end();
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
            if (begin()) {
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

    private synchronized boolean begin() {
        return !ended && running.add(Thread.currentThread());
    }

    private synchronized void finish() {
        running.remove(Thread.currentThread());
        // It was meant for the step, which is over; the thread goes on with somebody else's.
        Thread.interrupted();
        open--;
        notifyAll();
    }

    private synchronized void fail(Exception e) {
        if (failure == null) {
            failure = e;
            end();
            notifyAll();
        }
    }

    private void end() {
        ended = true;
        running.stream().filter(thread -> thread != Thread.currentThread()).forEach(Thread::interrupt);
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
