package dev.caravan.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Watching a job to its end, over whatever happens to the connection. */
class WatchTest {
    private static final String JOB =
            "{\"id\":\"j\",\"state\":\"%s\",\"stage\":\"convert\",\"attempt\":1,\"target\":\"/data/a.las\",\"created\":\"2026-11-22T09:59:00.000Z\",\"ended\":%s,\"failure\":%s,\"result\":{\"resultPath\":\"http://s3/a\"}}";
    private static final Reply RUNNING = Reply.json(JOB.formatted("RUNNING", "null", "null"));
    private static final Reply COMPLETED =
            Reply.json(JOB.formatted("COMPLETED", "\"2026-11-22T09:59:30.000Z\"", "null"));
    private static final Reply FAILED = Reply.json(JOB.formatted(
            "FAILED",
            "\"2026-11-22T09:59:30.000Z\"",
            "{\"class\":\"BAD_INPUT\",\"reason\":\"NaN\",\"advice\":\"repair it\"}"));
    private static final String BATCH =
            "{\"id\":\"b\",\"state\":\"%s\",\"title\":\"3 files\",\"attempt\":1,\"children\":{\"total\":3,\"open\":%d,\"completed\":%d,\"failed\":%d,\"cancelled\":%d}}";

    private final FakeApi api = new FakeApi();
    private final ACommandLine line = ACommandLine.to(api);

    @AfterEach
    void theContractWasKept() {
        api.close();
    }

    @Test
    void toItsEnd() {
        api.on("GET /jobs/j", RUNNING, RUNNING, COMPLETED)
                .on(
                        "GET /events",
                        Reply.events(
                                progress(1, "distribute", 46.3),
                                progress(2, "build", 10),
                                event(3, "job", "{\"id\":\"j\"}")));

        assertThat(line.run("job", "watch", "j")).isZero();

        assertThat(line.err()).isEqualTo("""
                job id=j state=RUNNING stage=convert attempt=1
                progress phase=distribute percent=46.3 done=463 total=1000 unit=points per_second=2000000 eta_seconds=4.0 peak_memory_bytes=unknown
                progress phase=build percent=10.0 done=100 total=1000 unit=points per_second=2000000 eta_seconds=4.0 peak_memory_bytes=unknown
                job id=j state=COMPLETED stage=convert attempt=1
                """);
        assertThat(line.out()).isEqualTo("completed: /data/a.las in 30 s: http://s3/a\n");
        assertThat(api.received("GET /events").get(0).query()).containsEntry("job", "j");
    }

    @Test
    void aCutConnectionIsTakenUpAfterTheLastEvent() {
        api.on("GET /jobs/j", RUNNING, RUNNING, RUNNING, RUNNING, COMPLETED)
                .on(
                        "GET /events",
                        Reply.events(progress(7, "distribute", 46.3)),
                        Reply.events(progress(8, "build", 10), event(9, "job", "{}")));

        assertThat(line.run("job", "watch", "j")).isZero();

        assertThat(api.received("GET /events")).hasSize(2);
        assertThat(api.received("GET /events").get(0).header("Last-Event-ID")).isEmpty();
        assertThat(api.received("GET /events").get(1).header("Last-Event-ID")).isEqualTo("7");
        assertThat(line.err()).contains("phase=distribute", "phase=build");
    }

    @Test
    void whatWasLostIsAskedOfTheJob() {
        api.on("GET /jobs/j", RUNNING, RUNNING, FAILED).on("GET /events", Reply.events(event(900, "gap", "{}")));

        assertThat(line.run("job", "watch", "j")).isEqualTo(1);

        assertThat(line.out()).isEqualTo("failed: /data/a.las at convert: BAD_INPUT: NaN\nadvice: repair it\n");
    }

    @Test
    void whereThereAreNoEventsTheJobIsAskedFromTimeToTime() {
        api.on("GET /jobs/j", RUNNING, RUNNING, RUNNING, COMPLETED).on("GET /events", Reply.problem(404, "{}"));

        assertThat(line.run("job", "watch", "j")).isZero();

        assertThat(api.received("GET /events")).hasSize(1);
        assertThat(line.pauses).hasSize(3);
    }

    @Test
    void aServiceThatStartsAnewIsWaitedFor() {
        Reply away = Reply.problem(500, "{}");
        api.on("GET /jobs/j", RUNNING, away, away, COMPLETED).on("GET /events", Reply.events());

        assertThat(line.run("job", "watch", "j")).isZero();
    }

    @Test
    void aServiceThatStaysAwayIsNotWaitedForForEver() {
        api.on("GET /jobs/j", RUNNING, Reply.problem(500, "{\"detail\":\"in trouble\"}"))
                .on("GET /events", Reply.events());

        assertThat(line.run("job", "watch", "j")).isEqualTo(5);

        assertThat(line.err()).contains("error: in trouble");
    }

    @Test
    void aJobThatIsGoneEndsTheWatch() {
        api.on("GET /jobs/j", RUNNING, Reply.problem(404, "{\"detail\":\"there is no job j\"}"))
                .on("GET /events", Reply.events());

        assertThat(line.run("job", "watch", "j")).isEqualTo(3);
    }

    @Test
    void theBarIsDrawnInItsPlaceAndWipedOut() {
        api.on("GET /jobs/j", RUNNING, RUNNING, COMPLETED)
                .on("GET /events", Reply.events(progress(1, "build", 50), event(2, "job", "{}")));

        line.atATerminal(120).run("job", "watch", "j");

        assertThat(line.err())
                .contains("\rbuild       [############............]  50.0 %  2.00 M points/s  0:04 left  a.las")
                .doesNotContain("\033", "\n")
                .endsWith(" \r");
    }

    @Test
    void theBarFitsTheTerminal() {
        api.on("GET /jobs/j", RUNNING, RUNNING, COMPLETED)
                .on("GET /events", Reply.events(progress(1, "build", 50), event(2, "job", "{}")));

        line.atATerminal(60).run("job", "watch", "j");

        assertThat(Arrays.stream(line.err().split("\r"))).allMatch(drawn -> drawn.length() < 60);
    }

    @Test
    void aBatchShowsItsChildren() {
        api.on(
                        "GET /jobs/b",
                        batch("RUNNING", 3, 0, 0, 0),
                        batch("RUNNING", 2, 1, 0, 0),
                        batch("COMPLETED", 0, 2, 1, 0))
                .on("GET /events", Reply.events(progress(1, "build", 50)));

        assertThat(line.run("job", "watch", "b")).isEqualTo(1);

        assertThat(line.err()).isEqualTo("""
                job id=b state=RUNNING stage=- attempt=1 total=3 open=3 completed=0 failed=0 cancelled=0
                job id=b state=RUNNING stage=- attempt=1 total=3 open=2 completed=1 failed=0 cancelled=0
                job id=b state=COMPLETED stage=- attempt=1 total=3 open=0 completed=2 failed=1 cancelled=0
                """);
        assertThat(line.out()).startsWith("completed: 3 files in -, 3 of 3 ended, 1 failed");
    }

    @Test
    void aBatchOfWhichSomeWereCancelled() {
        api.on("GET /jobs/b", batch("COMPLETED", 0, 2, 0, 1));

        assertThat(line.run("job", "watch", "b")).isEqualTo(6);
    }

    @Test
    void aCancelledJobDidNotSucceed() {
        api.on("GET /jobs/j", Reply.json(JOB.formatted("CANCELLED", "null", "null")));

        assertThat(line.run("job", "watch", "j", "--json")).isEqualTo(1);

        assertThat(line.out())
                .startsWith("{\"id\":\"j\",\"state\":\"CANCELLED\"")
                .hasLineCount(1);
    }

    @Test
    void whatWasStartedIsWatched() {
        api.on("POST /jobs", Reply.json(202, JOB.formatted("QUEUED", "null", "null")))
                .on("GET /jobs/j", COMPLETED);

        assertThat(line.run("submit", "a.las", "--watch")).isZero();

        assertThat(line.out()).startsWith("completed: ");
    }

    @Test
    void theOnlyFileThatIsDoneAgainIsWatched() {
        api.on(
                        "POST /files/reprocess",
                        Reply.json(
                                202,
                                "{\"total\":1,\"queued\":1,\"skipped\":0,\"job\":null,\"items\":[{\"job\":\"j\"}]}"))
                .on("GET /jobs/j", FAILED);

        assertThat(line.run("reprocess", "a.las", "--watch")).isEqualTo(1);
    }

    @Test
    void aLogIsFollowedToItsEnd() {
        byte[] text = "prüfen\n".getBytes(StandardCharsets.UTF_8);
        api.on("GET /jobs/j", RUNNING, RUNNING, COMPLETED)
                .on(
                        "GET /jobs/j/log",
                        log(Arrays.copyOf(text, 3), 3),
                        log(new byte[0], 3),
                        log(Arrays.copyOfRange(text, 3, 8), 8),
                        log(new byte[0], 8));

        assertThat(line.run("job", "log", "-f", "j")).isZero();

        assertThat(line.out()).isEqualTo("prüfen\n");
        assertThat(api.received("GET /jobs/j/log"))
                .extracting(request -> request.query().get("offset"))
                .containsExactly("0", "3", "3", "8");
    }

    @Test
    void theLastLinesOfALog() {
        api.on("GET /jobs/j/log", log("last\n".getBytes(StandardCharsets.UTF_8), 500));

        line.run("job", "log", "j", "--tail", "1");

        assertThat(api.only().query()).containsOnlyKeys("tail").containsEntry("tail", "1");
        assertThat(line.out()).isEqualTo("last\n");
    }

    private static Reply log(byte[] bytes, int offset) {
        return Reply.bytes(200, "text/plain", bytes, "Log-Offset", String.valueOf(offset));
    }

    private static Reply batch(String state, int open, int completed, int failed, int cancelled) {
        return Reply.json(BATCH.formatted(state, open, completed, failed, cancelled));
    }

    private static String progress(int id, String phase, double percent) {
        return event(id, "progress", """
                {"job":"j","progress":{"phase":"%s","percent":%s,"done":%d,"total":1000,"unit":"points","perSecond":2000000,"etaSeconds":4,"current":"a.las"}}""".formatted(phase, percent, Math.round(percent * 10)));
    }

    private static String event(int id, String kind, String data) {
        return "id: " + id + "\nevent: " + kind + "\ndata: " + data;
    }
}
