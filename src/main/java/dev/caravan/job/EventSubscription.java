package dev.caravan.job;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the events that a listener has not heard yet, and tells them one after the other. Closing it ends that. */
public final class EventSubscription implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventSubscription.class);
    /** So many events may wait for a listener. */
    static final int CAPACITY = 5000;

    private final JobEventListener listener;
    private final Executor threads;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean telling;
    private boolean closed;

    EventSubscription(JobEventListener listener, Executor threads) {
        this.listener = listener;
        this.threads = threads;
    }

    /** Does not wait for the listener. */
    void tell(JobEvent event) {
        add(() -> listener.heard(event));
    }

    void tellOfMissed() {
        add(listener::missed);
    }

    private synchronized void add(Runnable word) {
        if (closed) {
            return;
        }
        if (waiting.size() == CAPACITY) {
            close();
            threads.execute(() -> say(listener::fellBehind));
            return;
        }
        waiting.add(word);
        if (!telling) {
            telling = true;
            threads.execute(this::tellAll);
        }
    }

    private void tellAll() {
        for (Optional<Runnable> word = next(); word.isPresent(); word = next()) {
            say(word.get());
        }
    }

    private synchronized Optional<Runnable> next() {
        Optional<Runnable> word = Optional.ofNullable(waiting.poll());
        telling = word.isPresent();
        return word;
    }

    private void say(Runnable word) {
        try {
            word.run();
        } catch (RuntimeException e) {
            LOG.error("a listener to events has failed: {}", listener, e);
        }
    }

    synchronized boolean closed() {
        return closed;
    }

    /** The listener hears nothing more, but for what it is hearing now. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
    }
}
