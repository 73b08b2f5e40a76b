package dev.caravan.cli.remote;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the fake API answers. */
@FunctionalInterface
interface Reply {
    void to(HttpExchange exchange) throws IOException;

    static Reply json(String body) {
        return json(200, body);
    }

    static Reply json(int status, String body, String... headers) {
        return of(status, "application/json", body, headers);
    }

    static Reply problem(int status, String body, String... headers) {
        return of(status, "application/problem+json", body, headers);
    }

    static Reply of(int status, String type, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return bytes(status, type, bytes, headers);
    }

    static Reply bytes(int status, String type, byte[] bytes, String... headers) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    static Reply nothing() {
        return exchange -> exchange.sendResponseHeaders(204, -1);
    }

    /** The connection is closed before an answer. */
    static Reply cut() {
        return exchange -> {
            throw new IOException("cut");
        };
    }

    /** Events, and then the connection is cut. */
    static Reply events(String... events) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            body.write(": hello\n\n".getBytes(StandardCharsets.UTF_8));
            for (String event : List.of(events)) {
                body.write((event + "\n\n").getBytes(StandardCharsets.UTF_8));
            }
            body.flush();
            // Without the last chunk, so that the client sees a cut.
            throw new IOException("cut");
        };
    }
}
