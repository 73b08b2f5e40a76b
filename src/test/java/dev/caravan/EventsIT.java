package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.job.JobQueue;
import dev.caravan.job.NewJob;
import dev.caravan.job.Origin;
import dev.caravan.job.RedisLink;
import dev.caravan.support.Installation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream of events, on the packaged service. */
class EventsIT {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path directory;

    private Installation installation;
    private JobQueue queue;

    @BeforeEach
    void start() throws IOException {
        installation = Installation.in(directory).start();
        queue = new JobQueue(installation.records().redis(), new RedisLink(), Duration.ofHours(1), Duration.ofHours(1));
    }

    @AfterEach
    void stop() {
        installation.close();
    }

    @Test
    void manyClientsHearWhatTheyAskedForAndTheStreamEndsWithTheService() {
        // given
        List<Listening> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(listen("?user=ann"));
        }
        all.forEach(client -> await().until(() -> client.lines.contains(": events")));

        // when
        String annsJob = aJob("ann");
        aJob("bob");

        // then
        all.forEach(client -> await().until(() -> client.tells(annsJob)));
        installation.service().stop();
        all.forEach(client -> {
            await().until(client.done::isDone);
            assertThat(client.lines).noneMatch(line -> line.contains("\"user\":\"bob\""));
        });
    }

    @Test
    void aClientThatComesBackGoesOnWhereItWas() {
        // given
        Listening first = listen("");
        await().until(() -> first.lines.contains(": events"));
        String heard = aJob("ann");
        await().until(() -> first.tells(heard));
        String last = first.lines.stream()
                .filter(line -> line.startsWith("id: "))
                .reduce((a, b) -> b)
                .orElseThrow()
                .substring(4);
        String missed = aJob("ann");

        // when
        Listening again = listen("?kinds=job&lastEventId=" + last);

        // then
        await().until(() -> again.tells(missed));
        assertThat(again.tells(heard)).isFalse();
        assertThat(again.lines).doesNotContain("event: gap");
    }

    @Test
    void aClientThatWasAwayForTooLongIsTold() {
        // given
        aJob("ann");

        // when
        Listening client = listen("?lastEventId=1-0");

        // then
        await().until(() -> client.lines.contains("event: gap"));
    }

    private String aJob(String user) {
        NewJob job = NewJob.unclaimed("nowhere", "title", "{}", List.of()).from(Origin.of(user, ""));
        queue.enqueue(job);
        return job.id();
    }

    private Listening listen(String query) {
        return new Listening(HttpRequest.newBuilder(installation.service().uri("/api/v1/events" + query))
                .build());
    }

    private static final class Listening {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Void> done;

        private Listening(HttpRequest request) {
            done = HTTP.sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(new Lines(lines)))
                    .handle((answer, failure) -> null);
        }

        private boolean tells(String job) {
            return lines.stream().anyMatch(line -> line.startsWith("data: ") && line.contains(job));
        }
    }

    private record Lines(List<String> lines) implements java.util.concurrent.Flow.Subscriber<String> {
        @Override
        public void onSubscribe(java.util.concurrent.Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            lines.add(line);
        }

        @Override
        public void onError(Throwable failure) {
            lines.add(String.valueOf(failure));
        }

        @Override
        public void onComplete() {
            lines.add("the end");
        }
    }
}
