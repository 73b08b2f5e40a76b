package dev.caravan.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How far a server's clock is from ours, by the header `Date` of any of its answers, which has whole seconds. */
public final class ServerClock {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private final Clock clock;

    public ServerClock(Clock clock) {
        this.clock = clock;
    }

    /**
     * Positive when the server's clock is ahead; empty when it does not tell.
     *
     * @throws IOException it does not answer
     */
    public Optional<Duration> ahead(URI server) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
        HttpRequest request = HttpRequest.newBuilder(server)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .timeout(TIMEOUT)
                .build();
        Instant asked = clock.instant();
        HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
        Duration took = Duration.between(asked, clock.instant());
        return answer.headers()
                .firstValue("Date")
                .flatMap(ServerClock::parse)
                .map(date -> ahead(date, asked, asked.plus(took)));
    }

    /** Nothing, as long as the date may have been right while the answer was under way. */
    public static Duration ahead(Instant date, Instant asked, Instant answered) {
        if (date.isAfter(answered)) {
            return Duration.between(answered, date);
        }
        Instant end = date.plusSeconds(1);
        return end.isBefore(asked) ? Duration.between(asked, end) : Duration.ZERO;
    }

    public static Optional<Instant> parse(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            // A server that tells no time.
            return Optional.empty();
        }
    }

    /** Such as `3 s ahead of this machine`. */
    public static String words(Duration ahead) {
        return ahead.abs().toSeconds() + " s " + (ahead.isNegative() ? "behind" : "ahead of") + " this machine";
    }
}
