package dev.caravan;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.job.JobQueue;
import dev.caravan.job.NewJob;
import dev.caravan.job.Origin;
import dev.caravan.job.Priority;
import dev.caravan.job.RedisLink;
import dev.caravan.support.HttpApi;
import dev.caravan.support.Installation;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs over HTTP, on the packaged service. Jobs at the stage `nowhere` wait for ever: nobody works there. */
class ApiJobsIT {
    @TempDir
    static Path directory;

    private static Installation installation;
    private static HttpApi api;
    private static JobQueue queue;

    @BeforeAll
    static void start() throws IOException {
        installation = Installation.in(directory).start();
        api = HttpApi.of(installation.service());
        queue = new JobQueue(installation.records().redis(), new RedisLink(), Duration.ofHours(1), Duration.ofHours(1));
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void aFileThatFailsIsAJobWithItsReasonItsLogAndAnotherChance() throws IOException {
        // given
        Path file =
                aLasFile().withRandomPoints(100).writeTo(installation.source().resolve("short.las"));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        HttpApi.json(api.send("POST", "/scan", null));
        installation.awaitEnds(List.of(file));

        // when
        JsonNode job = api.json("/jobs?state=FAILED&path=" + file).at("/items/0");
        String id = job.path("id").asText();

        // then
        assertThat(job.at("/failure/class").asText()).isEqualTo("BAD_INPUT");
        assertThat(job.at("/failure/reason").asText()).contains("short.las");
        assertThat(job.at("/failure/advice").asText()).isNotBlank();
        assertThat(job.path("ended").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(job.path("position").isNull()).isTrue();

        // and its log can be read in pieces
        HttpResponse<String> all = api.get("/jobs/" + id + "/log");
        assertThat(all.body()).contains("BAD_INPUT");
        assertThat(all.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        String end = all.headers().firstValue("Log-Offset").orElseThrow();
        assertThat(api.get("/jobs/" + id + "/log?offset=" + end).body()).isEmpty();
        String tail = api.get("/jobs/" + id + "/log?tail=2").body();
        assertThat(tail.lines()).hasSize(2);
        assertThat(all.body()).endsWith(tail);

        // and it begins anew, once for each key
        HttpResponse<String> again = api.send("POST", "/jobs/" + id + "/retry", "{}", "Idempotency-Key", "k1");
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.headers().firstValue("Location")).contains("/api/v1/jobs/" + id);
        HttpResponse<String> replayed = api.send("POST", "/jobs/" + id + "/retry", "{}", "Idempotency-Key", "k1");
        assertThat(replayed.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(replayed.body()).isEqualTo(again.body());
        await().until(() -> api.json("/jobs/" + id).path("state").asText().equals("FAILED"));
        assertProblem(api.send("POST", "/jobs/" + id + "/retry", "{\"from\":\"publish\"}"), 409, "octree");
        assertProblem(
                api.send("POST", "/jobs/" + id + "/retry", "{\"from\":\"convert\"}", "Idempotency-Key", "k1"),
                422,
                "another request");
    }

    @Test
    void jobsAreListedByFiltersAPageAtATime() {
        // given
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(aWaitingJob(Origin.of("lister", i % 2 == 0 ? "even" : "odd"), Priority.LOW));
        }

        // then
        List<String> found = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = api.json("/jobs?user=lister&order=oldest&limit=3" + next);
            page.path("items").forEach(job -> found.add(job.path("id").asText()));
            next = page.path("next").isNull()
                    ? null
                    : "&cursor=" + page.path("next").asText();
        } while (next != null);
        assertThat(found).isEqualTo(ids);
        assertThat(api.json("/jobs/project/odd?user=lister").path("items")).hasSize(3);
        assertThat(api.json("/jobs?user=lister&state=RUNNING,FAILED&state=COMPLETED")
                        .path("items"))
                .isEmpty();
        assertThat(api.json("/jobs?user=lister&stage=nowhere&priority=LOW&since=2020-01-01T00:00:00Z")
                        .path("items"))
                .hasSize(7);
        assertThat(api.json("/jobs/stats/user?user=lister").at("/states/QUEUED").asInt())
                .isEqualTo(7);
        assertThat(api.json("/jobs/stats/global").path("users").asInt()).isPositive();
        String cursor = api.json("/jobs?user=lister&limit=1").path("next").asText();
        assertProblem(api.get("/jobs?user=other&cursor=" + cursor), 400, "same question");
    }

    @Test
    void aWaitingJobIsMovedCancelledAndDeleted() {
        // given
        String first = aWaitingJob(Origin.of("mover", ""), Priority.NORMAL);
        String second = aWaitingJob(Origin.of("mover", ""), Priority.NORMAL);
        assertThat(place(second)).isGreaterThan(place(first));

        // when
        JsonNode urgent = HttpApi.json(api.send("PUT", "/jobs/" + second, "{\"priority\":\"URGENT\"}"));

        // then
        assertThat(urgent.path("priority").asText()).isEqualTo("URGENT");
        assertThat(place(second)).isLessThan(place(first));
        assertProblem(api.send("DELETE", "/jobs/" + second, null), 409, "cancel it first");
        JsonNode cancelled = HttpApi.json(api.send("POST", "/jobs/" + second + "/cancel", "{\"reason\":\"test\"}"));
        assertThat(cancelled.path("state").asText()).isEqualTo("CANCELLED");
        assertThat(cancelled.path("reason").asText()).startsWith("test (");
        assertThat(api.send("POST", "/jobs/" + second + "/cancel", null).statusCode())
                .isEqualTo(200);
        assertThat(api.send("DELETE", "/jobs/" + second, null).statusCode()).isEqualTo(204);
        assertProblem(api.get("/jobs/" + second), 404, second);
        assertProblem(api.send("DELETE", "/jobs/" + second, null), 404, second);
        assertThat(HttpApi.json(api.send("PUT", "/jobs/" + first, "{\"state\":\"CANCELLED\"}"))
                        .path("state")
                        .asText())
                .isEqualTo("CANCELLED");
        assertProblem(api.send("PUT", "/jobs/" + first, "{\"priority\":\"LOW\"}"), 409, "CANCELLED");
    }

    @Test
    void aBatchIsCancelledAndBegunAnewWithItsJobs() {
        // given
        NewJob batch = NewJob.batch("a batch", Origin.of("batcher", ""), Priority.NORMAL);
        queue.enqueue(batch);
        String child = aWaitingJob(Origin.of("batcher", "").within(batch.id()), Priority.NORMAL);
        queue.seal(batch.id());

        // when
        HttpApi.json(api.send("POST", "/jobs/" + batch.id() + "/cancel", null));

        // then
        assertThat(api.json("/jobs/" + child).path("state").asText()).isEqualTo("CANCELLED");
        assertThat(api.json("/jobs?parent=" + batch.id()).path("items")).hasSize(1);
        JsonNode again = HttpApi.json(api.send("POST", "/jobs/" + batch.id() + "/retry", "{\"from\":\"convert\"}"));
        assertThat(again.at("/children/open").asInt()
                        + again.at("/children/completed").asInt())
                .isEqualTo(1);
    }

    @Test
    void queuesAreCounted() {
        // given
        aWaitingJob(Origin.NONE, Priority.HIGH);

        // then
        for (String path : List.of("/queues", "/jobs/queue/stats")) {
            JsonNode nowhere = api.json(path)
                    .valueStream()
                    .filter(queueOf -> queueOf.path("stage").asText().equals("nowhere"))
                    .findFirst()
                    .orElseThrow();
            assertThat(nowhere.path("ready").asInt()).isPositive();
            assertThat(nowhere.at("/byPriority/HIGH").asInt()).isPositive();
            assertThat(nowhere.path("oldest").isTextual()).isTrue();
        }
    }

    private static long place(String id) {
        return api.json("/jobs/" + id).at("/position/place").asLong();
    }

    private static String aWaitingJob(Origin origin, Priority priority) {
        NewJob job = NewJob.unclaimed("nowhere", "title", "{}", List.of())
                .named(UUID.randomUUID().toString())
                .from(origin)
                .with(priority);
        queue.enqueue(job);
        return job.id();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains(words);
    }
}
