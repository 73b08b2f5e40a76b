package dev.caravan.cli.remote;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** When a request is sent again: a service that starts, a connection that was cut, a limit that passes. */
final class Retries {
    static final int MOST = 4;
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Retries() {}

    /**
     * How long to wait before it is sent again; empty when this answer stands.
     *
     * @param sent how often it was sent
     */
    static Optional<Duration> after(Request request, Answer answer, int sent) {
        if (sent >= MOST || !request.mayBeRepeated()) {
            return Optional.empty();
        }
        return switch (answer.status()) {
            case 429, 503 ->
                answer.headers()
                        .firstValue("Retry-After")
                        .flatMap(Retries::seconds)
                        .filter(wait -> wait.compareTo(LONGEST) <= 0);
            // Sent again under its key while the service still works on the first one.
            case 409 -> sent > 1 && request.idempotencyKey() != null ? Optional.of(growing(sent)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The same after a fault of the connection. */
    static Optional<Duration> after(Request request, IOException fault, int sent) {
        boolean neverArrived = fault instanceof ConnectException;
        boolean repeatable =
                request.mayBeRepeated() && !(fault instanceof HttpTimeoutException) && !(fault instanceof SSLException);
        return sent < MOST && (neverArrived || repeatable) ? Optional.of(growing(sent)) : Optional.empty();
    }

    private static Duration growing(int sent) {
        return FIRST.multipliedBy(1L << (sent - 1));
    }

    private static Optional<Duration> seconds(String text) {
        return text.matches("\\d{1,6}") ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
    }
}
