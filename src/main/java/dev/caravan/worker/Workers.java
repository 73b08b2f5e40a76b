package dev.caravan.worker;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * A fixed number of threads for one piece of work. When one of them fails, or somebody cancels, all of them end at their next
 * {@link #checkStopped}; {@link #close} returns only when none is left, so that their files can be removed.
 */
public final class Workers implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final int count;
    private final BooleanSupplier cancelled;
    private final ExecutorService threads;
    private volatile boolean stopped;

    /** Something that every worker does once. */
    @FunctionalInterface
    public interface Task {
        void run() throws IOException;
    }

    public Workers(int count, String name, BooleanSupplier cancelled) {
        this.count = count;
        this.cancelled = cancelled;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    public int count() {
        return count;
    }

    /** @throws CancellationException when the work is to end */
    public void checkStopped() {
        if (stopped || cancelled.getAsBoolean()) {
            throw new CancellationException("stopped");
        }
    }

    /** Lets a worker do something; its result, or its failure, comes by {@link #await}. */
    public <T> Future<T> submit(Callable<T> work) {
        return threads.submit(() -> {
            checkStopped();
            return work.call();
        });
    }

    /** Runs the task on every worker at once, and waits for all of them; the first failure ends the others. */
    public void each(Task task) throws IOException {
        List<Future<Void>> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            running.add(submit(() -> {
                runOrStop(task);
                return null;
            }));
        }
        awaitAll(running);
    }

    private void runOrStop(Task task) throws IOException {
        try {
            task.run();
        } catch (IOException | RuntimeException | Error e) {
            stopped = true;
            throw e;
        }
    }

    /** Waits for all; of several failures the one that is no consequence of another is thrown. */
    private static void awaitAll(List<Future<Void>> running) throws IOException {
        Throwable cause = null;
        for (Future<Void> one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                cause = cause == null || cause instanceof CancellationException ? e.getCause() : cause;
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
        if (cause != null) {
            throw unwrapped(cause);
        }
    }

    /** The result of {@link #submit}, or what its work threw. */
    public static <T> T await(Future<T> work) throws IOException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw unwrapped(Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static CancellationException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        CancellationException cancellation = new CancellationException("interrupted");
        cancellation.initCause(cause);
        return cancellation;
    }

    private static IOException unwrapped(Throwable cause) {
        if (cause instanceof RuntimeException fault) {
            throw fault;
        }
        if (cause instanceof Error fault) {
            throw fault;
        }
        return cause instanceof IOException fault ? fault : new IOException(cause);
    }

    @Override
    public void close() throws IOException {
        stopped = true;
        threads.shutdown();
        boolean interrupted = Thread.interrupted();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new InterruptedIOException("workers did not end within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            interrupted = true;
            threads.shutdownNow();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
