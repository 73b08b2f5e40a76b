package dev.caravan.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people see of lists. */
class TablesTest {
    private static final String JOBS = """
            {"items":[
             {"id":"j-1","type":"dataset_conversion","title":"a","target":"/data/las/a.las","state":"RUNNING","stage":"convert","priority":"NORMAL",
              "attempt":1,"maximumAttempts":3,"user":"anna","created":"2026-11-22T09:55:00.000Z",
              "progress":{"phase":"build","percent":46.3,"done":1,"total":2,"unit":"points"},"children":null},
             {"id":"j-2","type":"batch_processing","title":"7 files","target":null,"state":"FAILED","stage":null,"priority":"HIGH",
              "attempt":1,"user":null,"created":"2026-11-20T10:00:00.000Z","progress":null,
              "children":{"total":7,"open":0,"completed":6,"failed":1,"cancelled":0}}],
             "next":null}""";

    private final FakeApi api = new FakeApi();
    private final ACommandLine line = ACommandLine.to(api);

    @AfterEach
    void theContractWasKept() {
        api.close();
    }

    @Test
    void jobs() {
        api.on("GET /jobs", Reply.json(JOBS));

        assertThat(line.run("jobs")).isZero();

        assertThat(line.out()).isEqualTo("""
                ID   STATE    STAGE    PRIORITY  DONE  AGE  USER  TARGET
                j-1  RUNNING  convert  -          46%   5m  anna  /data/las/a.las
                j-2  FAILED   -        HIGH      100%   2d  -     7 files
                """);
        assertThat(api.only().query()).containsOnlyKeys("limit").containsEntry("limit", "100");
    }

    @Test
    void aNarrowTerminalShortensPathsAndHasColours() {
        api.on(
                "GET /jobs",
                Reply.json(JOBS.replace("/data/las/a.las", "/data/las/2026/november/area-51/tile_000017.las")));

        line.atATerminal(72).run("jobs");

        assertThat(line.out()).isEqualTo("""
                \033[1mID   STATE    STAGE    PRIORITY  DONE  AGE  USER  TARGET\033[m
                j-1  RUNNING  convert  -          46%   5m  anna  ...-51/tile_000017.las
                j-2  \033[31mFAILED\033[m   -        HIGH      100%   2d  -     7 files
                """);
    }

    @Test
    void nobodyHasToHaveColours() {
        api.on("GET /jobs", Reply.json(JOBS));

        line.atATerminal(200).with("NO_COLOR", "1").run("jobs");

        assertThat(line.out()).doesNotContain("\033");
    }

    @Test
    void filtersOfJobs() {
        api.on("GET /jobs", Reply.json("{\"items\":[],\"next\":null}"));

        line.run(
                "jobs",
                "--state",
                "FAILED,CANCELLED",
                "--state",
                "QUEUED",
                "--type",
                "file_upload",
                "--stage",
                "publish",
                "--user",
                "anna",
                "--project",
                "p 1",
                "--parent",
                "b",
                "--priority",
                "LOW",
                "--failure",
                "BUG",
                "--path",
                "2026",
                "--since",
                "24h",
                "--until",
                "2026-11-22",
                "--order",
                "oldest",
                "--limit",
                "7");

        assertThat(api.only().query())
                .containsEntry("state", "FAILED,CANCELLED,QUEUED")
                .containsEntry("project", "p 1")
                .containsEntry("path", "/data/las/2026")
                .containsEntry("since", "2026-11-21T10:00:00.000Z")
                .containsEntry("until", "2026-11-22T00:00:00.000Z")
                .containsEntry("limit", "7")
                .hasSize(13);
        assertThat(line.out()).isEmpty();
        assertThat(line.err()).isEqualTo("no such jobs\n");
    }

    @Test
    void staleJobs() {
        api.on("GET /jobs/stale", Reply.json(JOBS));

        line.run("jobs", "--stale");

        assertThat(line.out()).contains("j-1");
    }

    @Test
    void jsonHasAllPagesOneObjectALine() {
        api.on(
                "GET /jobs",
                Reply.json("{\"items\":[{\"id\":\"a\", \"x\": 1}],\"next\":\"c 1\"}"),
                Reply.json("{\"items\":[{\"id\":\"b\"}],\"next\":null}"));

        line.run("jobs", "--json", "--all");

        assertThat(line.out()).isEqualTo("{\"id\":\"a\",\"x\":1}\n{\"id\":\"b\"}\n");
        assertThat(api.received().get(1).query()).containsEntry("cursor", "c 1").containsEntry("limit", "500");
    }

    @Test
    void moreThanTheLimitIsSaid() {
        api.on("GET /jobs", Reply.json("{\"items\":[{\"id\":\"a\"}],\"next\":\"c\"}"));

        line.run("jobs", "--json", "--limit", "1");

        assertThat(line.out()).hasLineCount(1);
        assertThat(line.err()).startsWith("note: there are more than these 1;");
    }

    @Test
    void files() {
        api.on("GET /files", Reply.json("""
                {"items":[
                 {"path":"/data/las/a.las","status":"COMPLETED","size":1572864,"publishedAt":"2026-11-22T09:59:48.000Z","stage":null,"reason":null},
                 {"path":"/data/las/b\\u001b.las","status":"FAILED","size":12,"publishedAt":null,"stage":"convert","reason":"no signature"}],"next":null}"""));

        line.run("files", "--status", "FAILED,COMPLETED", "--prefix", "/data", "--glob", "**/*.las", "--project", "p");

        assertThat(line.out()).isEqualTo("""
                STATUS     STAGE        SIZE  PUBLISHED  PATH              REASON
                COMPLETED  -          1.5 MB        12s  /data/las/a.las   -
                FAILED     convert  12 bytes          -  /data/las/b?.las  no signature
                """);
        assertThat(api.only().query())
                .containsEntry("glob", "/data/las/**/*.las")
                .containsEntry("prefix", "/data");
    }

    @Test
    void queues() {
        api.on("GET /queues", Reply.json("""
                [{"stage":"convert","ready":1234,"delayed":1,"running":2,"byPriority":{"LOW":0,"NORMAL":1230,"HIGH":4,"URGENT":0},
                  "workers":2,"oldest":"2026-11-22T07:30:00.000Z"},
                 {"stage":"publish","ready":0,"delayed":0,"running":0,"byPriority":{"LOW":0,"NORMAL":0,"HIGH":0,"URGENT":0},"workers":1,"oldest":null}]"""));

        line.run("queues");

        assertThat(line.out()).isEqualTo("""
                STAGE    READY  DELAYED  RUNNING  WORKERS  URGENT  HIGH  NORMAL  LOW  OLDEST
                convert  1,234        1        2        2       0     4   1,230    0      2h
                publish      0        0        0        1       0     0       0    0       -
                """);
    }

    @Test
    void workersAreListedAndDrained() {
        String worker =
                "{\"id\":\"one:convert\",\"state\":\"%s\",\"slots\":2,\"busy\":1,\"host\":\"h\",\"heartbeat\":\"2026-11-22T09:59:58.000Z\",\"since\":\"2026-11-22T04:00:00.000Z\"}";
        api.on("GET /workers", Reply.json("[" + worker.formatted("RUNNING") + "]"))
                .on("POST /workers/one%3Aconvert/drain", Reply.json(202, worker.formatted("DRAINING")))
                .on("POST /workers/*%3Apublish/start", Reply.json(202, "[" + worker.formatted("RUNNING") + "]"));

        line.run("workers");
        line.run("workers", "drain", "one:convert");
        line.run("workers", "start", "*:publish", "--json");

        assertThat(line.out()).isEqualTo("""
                ID           STATE    BUSY  HOST  SEEN  SINCE
                one:convert  RUNNING   1/2  h       2s     6h
                ID           STATE     BUSY  HOST  SEEN  SINCE
                one:convert  DRAINING   1/2  h       2s     6h
                """ + worker.formatted("RUNNING") + "\n");
    }

    @Test
    void history() {
        api.on("GET /operations", Reply.json("""
                {"items":[{"operation_id":"o","operation_type":"convert","target_path":"/data/las/a.las","started_at":"2026-11-22T08:00:00.000Z",
                  "duration_seconds":75.2,"status":"completed","user":"anna","error_message":null}],"next":null}"""));

        line.run(
                "history",
                "a.las",
                "--type",
                "convert",
                "--status",
                "completed",
                "--location",
                "s3",
                "--job",
                "j",
                "--user",
                "anna");

        assertThat(line.out()).isEqualTo("""
                STARTED              OPERATION  STATUS           TOOK  USER  TARGET
                2026-11-22 08:00:00  convert    completed  1 min 15 s  anna  /data/las/a.las
                """);
        assertThat(api.only().query()).containsEntry("path", "/data/las/a.las").containsEntry("location", "s3");
    }

    @Test
    void historyAsJsonLinesIsStreamed() {
        api.on("GET /operations/export", Reply.of(200, "application/x-ndjson", "{\"a\":1}\n{\"a\":2}\n"));

        assertThat(line.run("history", "--jsonl", "--since", "2026-11-01")).isZero();

        assertThat(line.out()).isEqualTo("{\"a\":1}\n{\"a\":2}\n");
        assertThat(api.only().header("Accept")).isEqualTo("application/x-ndjson");
        assertThat(api.only().query()).containsOnlyKeys("since");
    }

    @Test
    void reports() {
        api.on("GET /reports/performance", Reply.json("""
                        {"days":30,"rows":[{"type":"convert","sizeClass":"<100 MB","count":1200,"succeeded":1188,"failed":12,"cancelled":0,
                         "successRate":0.99,"meanSeconds":12.25,"p50":9.5,"p90":31,"p99":190}]}""")).on("GET /reports/failures", Reply.json("""
                        {"hours":24,"total":1,"byClass":{"BUG":1},"items":[{"job":"j","target":"/data/a.las","class":"BUG","reason":"index 7","at":"2026-11-22T08:00:00.000Z"}]}"""));

        line.run("report", "--days", "30");
        line.run("report", "--failures");

        assertThat(line.out()).isEqualTo("""
                TYPE     SIZE     COUNT  FAILED  CANCELLED  SUCCESS  MEAN    P50   P90         P99
                convert  <100 MB  1,200      12          0   99.0 %  12 s  9.5 s  31 s  3 min 10 s
                TIME                 CLASS  JOB  TARGET       REASON
                2026-11-22 08:00:00  BUG    j    /data/a.las  index 7
                """);
        assertThat(api.received().get(0).query()).containsOnlyKeys("days").containsEntry("days", "30");
        assertThat(api.received().get(1).query()).containsEntry("hours", "24");
    }

    @Test
    void stats() {
        api.on("GET /stats", Reply.json("""
                {"jobs":{"states":{"QUEUED":3,"RUNNING":2,"FAILED":0}},"queues":[{"stage":"convert","ready":3,"running":2}],
                 "files":{"count":12,"byStatus":{"COMPLETED":10,"FAILED":2}},"failures":{"last24h":{"byClass":{"BAD_INPUT":2}}},
                 "oldestWaiting":"2026-11-22T09:00:00.000Z","health":"UP","redis":{"up":false,"error":"refused"},
                 "scan":{"running":true,"progress":{"phase":"scan","percent":null,"done":1200,"total":null,"unit":"files","perSecond":300},"last":null,
                 "next":"2026-11-23T00:00:00.000Z"},"version":"1.2","uptimeSeconds":7500}"""));

        line.run("stats");

        assertThat(line.out()).isEqualTo("""
                service         UP, version 1.2, for 2 h 5 min
                redis           DOWN: refused
                jobs            3 QUEUED, 2 RUNNING
                files           12: 10 COMPLETED, 2 FAILED
                failed in 24 h  2 BAD_INPUT
                oldest waiting  2026-11-22 09:00:00 (1 h ago)
                scan            running: scan, 1,200 files, 300 files/s; next 2026-11-23 00:00:00

                STAGE    READY  RUNNING
                convert      3        2
                """);
    }
}
