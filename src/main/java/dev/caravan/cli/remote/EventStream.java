package dev.caravan.cli.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The service's events about one job, as long as the connection lasts. */
final class EventStream implements AutoCloseable {
    /** The connection has ended, or was cut. */
    static final ServerEvent END = new ServerEvent("", "end", "");

    private final InputStream body;
    private final BlockingQueue<ServerEvent> events = new LinkedBlockingQueue<>();

    private EventStream(InputStream body) {
        this.body = body;
        Thread reader = new Thread(this::read, "events");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * @param after id of the last event that is known already; empty for none
     * @throws RemoteException when there is no such stream
     */
    static EventStream open(Transport transport, String job, String after) {
        Request request = Request.get("/events" + new Query().with("job", job)).accepting("text/event-stream");
        HttpResponse<InputStream> answer =
                transport.open(request, after.isEmpty() ? Map.of() : Map.of("Last-Event-ID", after));
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (answer.statusCode() != 200 || !type.startsWith("text/event-stream")) {
            throw refused(transport.about(request), answer);
        }
        return new EventStream(answer.body());
    }

    private static RemoteException refused(String about, HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            return RemoteException.of(new Answer(about, answer.statusCode(), answer.headers(), body.readAllBytes()));
        } catch (IOException e) {
            return RemoteException.unreachable(about + ": " + e.getMessage(), e);
        }
    }

    /** @return null when there was none in this time; {@link #END} when there will be none any more */
    @Nullable
    ServerEvent next(Duration patience) {
        try {
            return events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return END;
        }
    }

    private void read() {
        try {
            EventReader reader =
                    new EventReader(new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
            for (ServerEvent event = reader.next(); event != null; event = reader.next()) {
                events.add(event);
            }
            events.add(END);
        } catch (IOException e) {
            // Cut, by the other side or by close(); either way the stream is taken up again, or not wanted.
            events.add(END);
        }
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            // Nothing can be lost in a connection that is only read.
            events.add(END);
        }
    }
}
