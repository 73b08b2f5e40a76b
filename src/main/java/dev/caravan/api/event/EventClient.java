package dev.caravan.api.event;

import dev.caravan.job.EventId;
import dev.caravan.job.JobEvent;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client. What cannot be written at once waits for the container to say that it can, so that no thread waits for a slow client; one
 * that is too slow is told of the gap, as far as it still reads, and dropped: it comes back and goes on where it was.
 */
final class EventClient implements WriteListener {
    private static final int MOST_WAITING = 2000;

    private final EventQuestion question;
    private final ServletOutputStream output;
    private final Consumer<EventClient> ended;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private @Nullable AsyncContext context;
    private EventId last;
    private boolean live;
    private boolean ending;
    private boolean closed;
    private boolean unflushed;

    /**
     * @param last behind which it goes on
     * @param ended told once when nothing can be written any more
     */
    EventClient(EventQuestion question, EventId last, ServletOutputStream output, Consumer<EventClient> ended) {
        this.question = question;
        this.last = last;
        this.output = output;
        this.ended = ended;
    }

    /** What happened before it was there; may wait for the client. */
    synchronized void replay(JobEvent event) throws IOException {
        if (isNews(event)) {
            output.write(EventText.of(event));
        }
    }

    /** From now on nothing waits for the client. */
    void goLive(AsyncContext asynchronous) {
        synchronized (this) {
            context = asynchronous;
        }
        output.setWriteListener(this);
    }

    synchronized void heard(JobEvent event) {
        if (isNews(event)) {
            add(EventText.of(event));
        }
    }

    /** A comment, a gap. */
    synchronized void say(byte[] text) {
        add(text);
    }

    /** Ends it after what waits. */
    synchronized void end() {
        ending = true;
        flush();
    }

    private boolean isNews(JobEvent event) {
        if (event.id().compareTo(last) <= 0) {
            return false;
        }
        last = event.id();
        return question.wants(event);
    }

    private void add(byte[] text) {
        if (ending) {
            return;
        }
        if (waiting.size() >= MOST_WAITING) {
            waiting.clear();
            waiting.add(EventText.gap("the client is too slow"));
            ending = true;
        } else {
            waiting.add(text);
        }
        flush();
    }

    private void flush() {
        if (!live || closed) {
            return;
        }
        try {
            while (output.isReady()) {
                byte[] next = waiting.poll();
                if (next != null) {
                    output.write(next);
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    output.flush();
                } else {
                    break;
                }
            }
            if (ending && waiting.isEmpty()) {
                close();
            }
        } catch (IOException | IllegalStateException e) {
            // The client has gone; there is nobody to tell.
            close();
        }
    }

    @Override
    public synchronized void onWritePossible() {
        live = true;
        flush();
    }

    @Override
    public synchronized void onError(Throwable failure) {
        close();
    }

    private void close() {
        if (closed) {
            return;
        }
        closed = true;
        waiting.clear();
        ended.accept(this);
        if (context != null) {
            context.complete();
        }
    }
}
