package dev.caravan.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people ask for, and what the service is sent. */
class WorkTest {
    private static final String QUEUED =
            "{\"id\":\"j\",\"state\":\"QUEUED\",\"stage\":\"convert\",\"attempt\":0,\"target\":\"/data/las/a.las\"}";

    private final FakeApi api = new FakeApi();
    private final ACommandLine line = ACommandLine.to(api);

    @TempDir
    private Path directory;

    @AfterEach
    void theContractWasKept() {
        api.close();
    }

    @Test
    void aScanSaysWhatItFound() {
        api.on("POST /scan", Reply.json("""
                {"started":"2026-11-22T08:39:03.230Z","finished":"2026-11-22T08:39:03.630Z","seen":4,"unchanged":1,"waiting":0,"claimed":2,"failed":1,
                 "refused":0,"ignored":1,"failures":["/data/las/broken.las"],"errors":[],"errorCount":0,"complete":true}"""));

        assertThat(line.run("scan")).isZero();

        assertThat(line.out()).isEqualTo("""
                4 files: 1 unchanged, 2 claimed, 1 failed, 1 ignored, in 0.4 s
                failed or refused: /data/las/broken.las
                """);
    }

    @Test
    void theExitCodesOfAScan() {
        api.on(
                "POST /scan",
                Reply.json("{\"seen\":1,\"waiting\":1,\"complete\":true}"),
                Reply.json("{\"seen\":1,\"waiting\":1,\"errorCount\":1,\"errors\":[\"/x: gone\"],\"complete\":true}"),
                Reply.problem(409, "{\"detail\":\"a scan is running already\"}"));

        assertThat(line.run("scan")).isEqualTo(6);
        assertThat(line.run("scan")).isEqualTo(1);
        assertThat(line.run("scan")).isEqualTo(1);

        assertThat(line.out()).contains("not scanned: /x: gone");
    }

    @Test
    void howTheLastScanEnded() {
        api.on("GET /scan", Reply.json("""
                {"running":false,"progress":null,"next":null,
                 "last":{"started":"2026-11-22T09:59:00.000Z","finished":"2026-11-22T09:59:02.000Z","seen":4,"unchanged":4}}"""));

        line.run("scan", "--status");

        assertThat(line.out()).isEqualTo("last 2026-11-22 09:59:02 (58 s ago): 4 files: 4 unchanged, in 2 s\n");
    }

    @Test
    void oneFileIsSubmitted() {
        api.on("POST /jobs", Reply.json(202, QUEUED));

        assertThat(line.run(
                        "submit",
                        "./x/../a.las",
                        "--priority",
                        "HIGH",
                        "--user",
                        "anna",
                        "--project",
                        "p",
                        "--force",
                        "--from",
                        "publish"))
                .isZero();

        assertThat(api.only().body())
                .hasToString(
                        "{\"type\":\"dataset_conversion\",\"path\":\"/data/las/a.las\",\"priority\":\"HIGH\",\"user\":\"anna\",\"project\":\"p\",\"from\":\"publish\",\"force\":true}");
        assertThat(line.out()).isEqualTo("j: QUEUED at convert: /data/las/a.las\n");
    }

    @Test
    void severalFilesAreOneBatch() {
        api.on("POST /jobs", Reply.json(202, QUEUED));

        line.run("submit", "a.las", "/elsewhere/b.las");

        assertThat(api.only().body())
                .hasToString("{\"type\":\"dataset_conversion\",\"paths\":[\"/data/las/a.las\",\"/elsewhere/b.las\"]}");
    }

    @Test
    void whyIsAnsweredForEachFile() {
        api.on(
                "GET /files/why",
                Reply.json(
                        "{\"path\":\"/data/las/a.las\",\"state\":\"WAITING\",\"sentence\":\"waiting: still growing\",\"next\":\"nothing; it is looked at again soon\"}"),
                Reply.json(
                        "{\"path\":\"/data/las/b.las\",\"state\":\"FAILED\",\"sentence\":\"failed: NaN\",\"next\":null}"));

        assertThat(line.run("why", "a.las", "b.las")).isZero();

        assertThat(line.out()).isEqualTo("""
                /data/las/a.las
                  waiting: still growing
                  next: nothing; it is looked at again soon
                /data/las/b.las
                  failed: NaN
                """);
    }

    @Test
    void aPathOfAnotherMachineStaysAsItIs() {
        api.on("GET /files/why", Reply.json("{}"));

        line.run("why", "--remote-path", "C:\\\\las//a.las");

        assertThat(api.only().query()).containsEntry("path", "C:\\\\las//a.las");
    }

    @Test
    void whatWouldBeDoneAgain() {
        api.on("POST /files/reprocess", Reply.json("""
                {"dryRun":true,"total":2,"items":[{"path":"/data/las/a.las","dataset":"a","action":"convert","reason":"failed before"},
                 {"path":"/data/las/b.las","dataset":"b","action":"skip","reason":"is on its way"}]}"""));

        assertThat(line.run("reprocess", "**/*.las", "--dry-run", "--from", "publish"))
                .isEqualTo(6);

        assertThat(api.only().body())
                .hasToString("{\"glob\":\"/data/las/**/*.las\",\"from\":\"publish\",\"dryRun\":true}");
        assertThat(line.out()).isEqualTo("""
                ACTION   PATH             REASON
                convert  /data/las/a.las  failed before
                skip     /data/las/b.las  is on its way
                2 in all, 1 would be skipped; nothing was done
                """);
    }

    @Test
    void allThatFailedIsDoneAgain() {
        api.on(
                "POST /files/reprocess",
                Reply.json(202, "{\"total\":1234,\"queued\":1234,\"skipped\":0,\"job\":\"batch\",\"items\":[]}"));

        assertThat(line.run("reprocess", "--failed")).isZero();

        assertThat(api.only().body()).hasToString("{\"all\":\"failed\"}");
        assertThat(line.out()).isEqualTo("1,234 queued, 0 skipped of 1,234; the first 0 are listed; batch batch\n");
    }

    @Test
    void nothingMatched() {
        api.on(
                "POST /files/reprocess",
                Reply.json("{\"total\":0,\"queued\":0,\"skipped\":0,\"job\":null,\"items\":[]}"));

        assertThat(line.run("reprocess", "*.laz")).isEqualTo(3);
        assertThat(line.run("reprocess", "--failed")).isZero();
    }

    @Test
    void aFileThatIsCalledLikeAPatternIsAFile() throws IOException {
        Files.createFile(directory.resolve("a[1].las"));
        api.on("POST /files/reprocess", Reply.json("{\"total\":1,\"queued\":1,\"skipped\":0}"));

        line.in(directory).run("reprocess", "a[1].las");
        line.run("reprocess", "b[1].las", "--literal");
        line.run("reprocess", "b[1].las");

        assertThat(api.received().get(0).body().path("path").asText()).isEqualTo(directory + "/a[1].las");
        assertThat(api.received().get(1).body().path("path").asText()).isEqualTo(directory + "/b[1].las");
        assertThat(api.received().get(2).body().path("glob").asText()).isEqualTo(directory + "/b[1].las");
    }

    @Test
    void theWorkingDirectoryIsNoPattern() {
        api.on("POST /files/reprocess", Reply.json("{\"total\":1}"));

        line.in(Path.of("/data/{x}")).run("reprocess", "*.las");

        assertThat(api.only().body().path("glob").asText()).isEqualTo("/data/\\{x\\}/*.las");
    }

    @Test
    void jobsAreSteered() {
        api.on("POST /jobs/j/cancel", Reply.json(QUEUED.replace("QUEUED", "CANCELLED")))
                .on("POST /jobs/j/retry", Reply.json(202, QUEUED))
                .on("PUT /jobs/j", Reply.json(QUEUED.replace("{", "{\"priority\":\"URGENT\",")));

        assertThat(line.run("job", "cancel", "j", "--reason", "wrong area")).isZero();
        assertThat(line.run("job", "retry", "j", "--from", "publish")).isZero();
        assertThat(line.run("job", "priority", "URGENT", "j")).isZero();

        assertThat(api.received())
                .extracting(request -> request.body().toString())
                .containsExactly("{\"reason\":\"wrong area\"}", "{\"from\":\"publish\"}", "{\"priority\":\"URGENT\"}");
        assertThat(line.out()).isEqualTo("""
                j: CANCELLED at convert
                j: QUEUED at convert: /data/las/a.las
                j: URGENT, QUEUED at convert
                """);
    }

    @Test
    void anIdCannotLeaveItsPlaceInTheAddress() {
        api.on("DELETE /jobs/..%2Fscan%3Fx", Reply.problem(404, "{}"));

        assertThat(line.run("job", "delete", "../scan?x")).isEqualTo(3);
    }

    @Test
    void allThatIsKnownOfAJob() {
        api.on("GET /jobs/j", Reply.json("""
                {"id":"j","type":"dataset_conversion","target":"/data/las/a.las","state":"RUNNING","stage":"convert","attempt":2,"maximumAttempts":3,
                 "priority":"NORMAL","user":"anna","project":null,"parent":null,"created":"2026-11-22T09:00:00.000Z","started":"2026-11-22T09:59:00.000Z",
                 "ended":null,"timeoutSeconds":7200,"bytes":1048576,"worker":"one:convert","position":null,"failure":null,"result":null,"children":null,
                 "progress":{"phase":"build","percent":46.34,"done":1,"total":3,"unit":"points","perSecond":1200000,"etaSeconds":64,"current":"a.las",
                 "peakMemoryBytes":1073741824}}"""));

        line.run("job", "show", "j");

        assertThat(line.out()).isEqualTo("""
                job       j
                type      dataset_conversion
                target    /data/las/a.las
                state     RUNNING at convert, attempt 2 of 3
                progress  build, 46.3 %, 1.20 M points/s, 1:04 left, a.las, at most 1.0 GB of memory
                priority  NORMAL
                user      anna
                worker    one:convert
                size      1.0 MB
                created   2026-11-22 09:00:00 (1 h ago)
                started   2026-11-22 09:59:00 (1 min ago)
                took      1 min
                time-out  2 h
                """);
    }

    @Test
    void whatWorksForAJobInACluster() {
        api.on(
                "GET /jobs/j",
                clustered(
                        "{\"name\":\"convert-a-1\",\"namespace\":\"clouds\",\"atWork\":true,\"waitsFor\":\"no node\"}"),
                clustered("{\"name\":\"convert-a-1\",\"namespace\":\"clouds\",\"atWork\":true,\"waitsFor\":null}"),
                clustered("{\"name\":\"convert-a-1\",\"namespace\":\"clouds\",\"atWork\":false,\"waitsFor\":null}"));

        line.run("job", "show", "j");
        line.run("job", "show", "j");
        line.run("job", "show", "j");

        assertThat(line.out().lines().filter(one -> one.startsWith("cluster")))
                .containsExactly(
                        "cluster  convert-a-1 in clouds, waits: no node",
                        "cluster  convert-a-1 in clouds, at work",
                        "cluster  convert-a-1 in clouds");
    }

    private static Reply clustered(String cluster) {
        return Reply.json(
                "{\"id\":\"j\",\"state\":\"RUNNING\",\"stage\":\"convert\",\"worker\":\"\",\"progress\":null,\"cluster\":"
                        + cluster + "}");
    }

    @Test
    void cleaningUp() {
        api.on(
                "POST /clean-up",
                Reply.json("{\"jobs\":1200,\"operations\":3,\"logs\":4,\"bytes\":2048,\"dryRun\":true}"));

        line.run("clean-up", "--older-than", "2w", "--what", "jobs,logs", "--dry-run");

        assertThat(api.only().body())
                .hasToString("{\"olderThanDays\":14,\"what\":[\"jobs\",\"logs\"],\"dryRun\":true}");
        assertThat(line.out()).isEqualTo("would be deleted: 1,200 jobs, 3 operations, 4 logs, 2.0 KB\n");
    }
}
