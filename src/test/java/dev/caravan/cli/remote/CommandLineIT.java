package dev.caravan.cli.remote;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.api.ApiKey;
import dev.caravan.setting.Secret;
import dev.caravan.support.CaravanProcess;
import dev.caravan.support.Installation;
import dev.caravan.support.RealRedis;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command, spoken to the packaged service. Each test has files of its own, below a directory of its own. */
class CommandLineIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";
    private static final Secret VIEWER = ApiKey.random();
    private static final Secret OPERATOR = ApiKey.random();

    @TempDir
    private static Path directory;

    private static Installation caravan;

    @BeforeAll
    static void start() throws IOException {
        caravan = Installation.in(directory)
                .with("caravan.api.keys[0].name", "dashboard")
                .with("caravan.api.keys[0].role", "viewer")
                .with("caravan.api.keys[0].hash", ApiKey.hash(VIEWER))
                .with("caravan.api.keys[1].name", "anna")
                .with("caravan.api.keys[1].role", "operator")
                .with("caravan.api.keys[1].hash", ApiKey.hash(OPERATOR))
                .with("caravan.api.limits.requests-per-second", 100_000)
                .with("caravan.api.limits.burst", 100_000)
                .start();
    }

    @AfterAll
    static void stop() {
        caravan.close();
        assertThat(caravan.service().output()).doesNotContain(OPERATOR.reveal()).doesNotContain(VIEWER.reveal());
    }

    /** What a command has printed, and how it ended. */
    private record Said(int exit, String out, String err) {
        List<JsonNode> json() throws IOException {
            List<JsonNode> values = new ArrayList<>();
            for (String line : out.lines().toList()) {
                values.add(JSON.readTree(line));
            }
            return values;
        }

        JsonNode only() throws IOException {
            assertThat(json()).as(toString()).hasSize(1);
            return json().get(0);
        }

        Said ended(int code) {
            assertThat(exit).as(toString()).isEqualTo(code);
            return this;
        }

        Said saying(String... parts) {
            assertThat(out).as(err).contains(parts);
            return this;
        }

        Said complaining(String... parts) {
            assertThat(err).as(out).startsWith("error: ").contains(parts);
            return this;
        }
    }

    @Test
    void aScanFindsFilesAndTellsWhatBecomesOfThem() throws IOException {
        // given
        Path good = good("scan/good.las");
        Path bad = bad("scan/bad.las");

        // when
        Said scan = run("scan");

        // then
        scan.ended(0).saying(" files: ", " claimed");
        caravan.awaitEnds(List.of(good, bad));
        run("scan", "--status").ended(0).saying("last 20", " files: ");
        assertThat(run("scan", "--status", "--json").only().path("running").isBoolean())
                .isTrue();
        run("files", "--prefix", "scan/").ended(0).saying("STATUS", "COMPLETED", good.toString(), "FAILED", "LASF");
        JsonNode failed = run("files", "--glob", "scan/*", "--status", "FAILED,REFUSED", "--json")
                .ended(0)
                .only();
        assertThat(failed.path("path").asText()).isEqualTo(bad.toString());
        assertThat(failed.path("failureClass").asText()).isEqualTo("BAD_INPUT");
        run("why", "scan/good.las", "scan/bad.las", "scan/none.las")
                .ended(0)
                .saying(good.toString(), "published", bad.toString(), "LASF", "  next: ", "none.las");
        assertThat(run("why", bad.toString(), "--json").only().path("state").asText())
                .isEqualTo("FAILED");
    }

    @Test
    void jobsAreListedByFiltersAndPages() throws IOException {
        // given
        List<Path> files = List.of(good("list/a.las"), good("list/b.las"), bad("list/c.las"));
        run("scan").ended(0);
        caravan.awaitEnds(files);

        // then
        Said some = run("jobs", "--path", "list/", "--limit", "2").ended(0).saying("ID", "TARGET");
        assertThat(some.out().lines()).hasSize(3);
        assertThat(some.err()).contains("there are more");
        List<JsonNode> all = run(
                        "jobs",
                        "--path",
                        "list/",
                        "--type",
                        "dataset_conversion",
                        "--all",
                        "--json",
                        "--order",
                        "oldest")
                .ended(0)
                .json();
        assertThat(all)
                .extracting(job -> job.path("target").asText())
                .containsExactlyInAnyOrderElementsOf(
                        files.stream().map(Path::toString).toList());
        JsonNode failed = run(
                        "jobs",
                        "--path",
                        "list/",
                        "--state",
                        "FAILED,CANCELLED",
                        "--failure",
                        "BAD_INPUT",
                        "--type",
                        "dataset_conversion",
                        "--stage",
                        "convert",
                        "--priority",
                        "NORMAL",
                        "--since",
                        "1h",
                        "--json")
                .only();
        assertThat(failed.path("target").asText()).endsWith("list/c.las");
        assertThat(run("jobs", "--user", "nobody", "--project", "none", "--until", "2020-01-01")
                        .ended(0)
                        .err())
                .contains("no such jobs");
        run("jobs", "--stale").ended(0);
        run("jobs", "--state", "WALKING").ended(2).complaining("state: 'WALKING' is not allowed", "QUEUED");
    }

    @Test
    void aJobThatHasFailedIsShownWatchedReadRetriedAndDeleted() throws IOException {
        // given
        Path bad = bad("failed/bad.las");
        run("scan").ended(0);
        caravan.awaitEnds(List.of(bad));
        String id = caravan.records().get(bad, "job");

        // then
        run("job", "show", id).ended(0).saying(id, "FAILED at convert", "BAD_INPUT: ", "LASF", "advice");
        assertThat(run("job", "show", id, "--json").only().at("/failure/class").asText())
                .isEqualTo("BAD_INPUT");
        run("job", "watch", id).ended(1).saying("failed: " + bad + " at convert: BAD_INPUT", "advice: ");
        String log = run("job", "log", id).ended(0).out();
        assertThat(log).contains("LASF");
        assertThat(log).endsWith(run("job", "log", id, "--tail", "1").out());
        assertThat(run("job", "log", "-f", "--tail", "1", id).ended(0).out().lines())
                .hasSize(1);
        run("job", "cancel", id).ended(1).complaining(id, "FAILED");
        Said retried = run("job", "retry", id, "--watch").ended(1);
        assertThat(retried.err()).contains("job id=" + id + " state=FAILED");
        run("job", "retry", id, "--from", "publish").ended(1).complaining("octree");
        run("job", "delete", id).ended(0);
        run("job", "show", id).ended(3).complaining(id);
        run("job", "log", NOBODY, id).ended(3);
        run("job", "priority", "HIGH", NOBODY).ended(3);
    }

    @Test
    void whatWaitsIsMovedCancelledAndGoesOn() throws IOException {
        // given a stage at which nobody works
        run("workers", "drain", "*:convert").ended(0).saying(":convert");
        String worker = awaitWorker("STOPPED");
        try {
            Path first = good("waiting/first.las");
            Path second = good("waiting/second.las");
            String one = id(run("submit", first.toString(), "--priority", "LOW", "--user", "ben", "--project", "seven")
                    .ended(0)
                    .saying("QUEUED at convert"));
            String two = run("submit", "waiting/second.las", "--json")
                    .only()
                    .path("id")
                    .asText();

            // then
            run("submit", first.toString()).ended(1).complaining(first.toString(), one);
            run("job", "show", one).ended(0).saying("LOW", "ben", "seven", " waiting, 0 running");
            run("why", first.toString()).ended(0).saying("queued");
            run("queues").ended(0).saying("STAGE", "READY", "convert");
            assertThat(run("queues", "--json").json())
                    .filteredOn(queue -> queue.path("stage").asText().equals("convert"))
                    .singleElement()
                    .satisfies(queue -> {
                        assertThat(queue.path("ready").asLong()).isEqualTo(2);
                        assertThat(queue.path("workers").asLong()).isZero();
                        assertThat(queue.at("/byPriority/LOW").asLong()).isEqualTo(1);
                    });
            run("job", "priority", "URGENT", one).ended(0).saying(one + ": URGENT, QUEUED at convert");
            run("job", "priority", "QUICK", one).ended(2);
            run("job", "cancel", two, "--reason", "wrong area").ended(0).saying(two + ": CANCELLED");
            run("job", "show", two).ended(0).saying("wrong area (anna)");
            run("job", "watch", two).ended(1).saying("cancelled: " + second + ": wrong area (anna)");
            run("job", "retry", two).ended(0).saying("QUEUED at convert");
            run("workers", "start", worker).ended(0).saying(worker);
            run("job", "watch", one, two).ended(0).saying("completed: " + first, "completed: " + second);
        } finally {
            run("workers", "start", "*").ended(0);
        }
        run("workers", "drain", "nobody:convert").ended(3).complaining("nobody:convert", worker);
        run("workers", "drain", "nobody").ended(2).complaining("id: 'nobody' is not allowed");
    }

    @Test
    void aJobIsWatchedByItsEvents() throws IOException {
        Path file = good("watched/a.las");

        Said said = run("submit", file.toString(), "--watch");

        said.ended(0).saying("completed: " + file + " in ", "http");
        assertThat(said.err()).contains(" state=COMPLETED stage=record");
    }

    @Test
    void filesAreDoneAgain() throws IOException {
        // given
        Path one = good("again/one.las");
        Path two = good("again/two.las");
        Path bad = bad("again/bad.las");
        Path worse = bad("again/worse.las");
        run("scan").ended(0);
        caravan.awaitEnds(List.of(one, two, bad, worse));
        String first = caravan.records().get(one, "job");

        // then
        run("reprocess", "again/*.las", "--dry-run")
                .ended(6)
                .saying("ACTION", "convert", "skip", "4 in all, 2 would be skipped; nothing was done");
        assertThat(run("reprocess", "again/**", "--force", "--dry-run", "--json")
                        .ended(0)
                        .only()
                        .path("items"))
                .hasSize(4);
        run("reprocess", "again/one.las").ended(6).saying("skip", "0 queued, 1 skipped of 1");
        run("reprocess", "again/none.las").ended(6);
        run("reprocess", "again/none-*.las").ended(3);
        run("reprocess", "/elsewhere/a.las").ended(2).complaining("path: '/elsewhere/a.las' is not allowed");
        run("reprocess", "again/one.las", "--force", "--from", "publish", "--watch")
                .ended(0)
                .saying("completed: " + one);
        assertThat(caravan.records().get(one, "job")).isNotEqualTo(first);
        run("reprocess", "again/two.las", "--force", "--watch").ended(0).saying("completed: " + two);
    }

    @Test
    void aBatchIsWatchedByItsChildren() throws Exception {
        // given
        List<Path> files = List.of(bad("batch/one.las"), bad("batch/two.las"), bad("batch/three.las"));
        run("scan").ended(0);
        caravan.awaitEnds(files);
        run("workers", "drain", "*:convert").ended(0);
        awaitWorker("STOPPED");
        ACommandLine line = anna();

        // when
        CompletableFuture<Integer> watching =
                CompletableFuture.supplyAsync(() -> line.run("reprocess", "--failed", "--watch"));
        await().until(() -> line.err().contains(" open="));
        run("workers", "start", "*").ended(0);

        // then
        assertThat(watching.get(2, TimeUnit.MINUTES)).as(line.err()).isEqualTo(1);
        assertThat(line.err()).containsPattern("job id=\\S+ state=\\S+ .*total=(\\d+) open=\\1 completed=0 failed=0");
        assertThat(line.err()).containsPattern("state=FAILED .*open=0 completed=0 failed=\\d+ cancelled=0");
        assertThat(line.out()).containsPattern("failed: .*, (\\d+) of \\1 ended, \\1 failed");
    }

    @Test
    void theHistoryAndReportsTellWhatWasDone() throws IOException {
        // given
        Path good = good("history/good.las");
        Path bad = bad("history/bad.las");
        run("scan").ended(0);
        caravan.awaitEnds(List.of(good, bad));

        // then
        run("history", "history/good.las").ended(0).saying("STARTED", "OPERATION", "convert", "success", "upload");
        JsonNode failed =
                run("history", "history/", "--status", "failed", "--json").only();
        assertThat(failed.path("operation_type").asText()).isEqualTo("convert");
        assertThat(failed.path("error_message").asText()).contains("LASF");
        assertThat(run("history", "history/good.las", "--location", "s3", "--type", "upload", "--json")
                        .only()
                        .path("s3_bucket")
                        .asText())
                .isEqualTo("caravan");
        List<JsonNode> lines = run("history", "history/good.las", "--jsonl", "--order", "oldest", "--since", "1h")
                .ended(0)
                .json();
        assertThat(lines)
                .extracting(line -> line.path("operation_type").asText())
                .startsWith("claim", "convert");
        assertThat(run("history", "--job", caravan.records().get(good, "job"), "--limit", "2", "--json")
                        .json())
                .hasSize(2);
        run("history", "--status", "good").ended(2).complaining("status: 'good' is not allowed");
        run("history", "--status", "good", "--jsonl").ended(2).complaining("status: 'good' is not allowed");
        run("report").ended(0).saying("TYPE", "convert", "dataset_conversion", "%");
        assertThat(run("report", "--days", "2", "--type", "convert", "--json")
                        .only()
                        .path("rows"))
                .isNotEmpty();
        run("report", "--failures", "--hours", "1").ended(0).saying("BAD_INPUT", bad.toString());
        run("report", "--days", "0").ended(2).complaining("days: '0' is not allowed");
    }

    @Test
    void theServiceIsSeenAtAGlanceAndCleanedUp() throws IOException {
        Path good = good("glance/good.las");
        run("submit", good.toString(), "--watch").ended(0);

        run("stats").ended(0).saying("service", "version", "redis", "UP", "COMPLETED", "scan", "STAGE", "convert");
        JsonNode stats = run("stats", "--json").ended(0).only();
        assertThat(stats.at("/redis/up").asBoolean()).isTrue();
        assertThat(stats.at("/jobs/states/COMPLETED").asLong()).isPositive();
        assertThat(stats.at("/files/count").asLong()).isPositive();
        assertThat(stats.at("/uptimeSeconds").asDouble()).isPositive();
        run("workers").ended(0).saying("ID", "STATE", ":convert", ":publish", "RUNNING");
        run("clean-up", "--older-than", "30d", "--dry-run")
                .ended(0)
                .saying("would be deleted: 0 jobs, 0 operations, 0 logs, 0 bytes");
        assertThat(run("clean-up", "--older-than", "30d", "--what", "jobs,logs", "--json")
                        .ended(0)
                        .only()
                        .path("dryRun")
                        .asBoolean(true))
                .isFalse();
        run("history", "--type", "clean-up").ended(0).saying("clean-up", "success", "anna");
        run("clean-up", "--older-than", "36501d").ended(2).complaining("olderThanDays: '36501' is not allowed");
    }

    @Test
    void theTargetsAreSeenAskedAnewAndSwept() throws IOException {
        as(VIEWER.reveal(), "targets").ended(0).saying("NAME", "REACHABLE", "s3://");
        as(VIEWER.reveal(), "targets", "--probe", "local").ended(4).complaining("operator");
        as(VIEWER.reveal(), "targets", "sweep", "local").ended(4).complaining("operator");

        String target =
                as(VIEWER.reveal(), "targets", "--json").only().path("name").asText();
        JsonNode probed = run("targets", "--probe", target, "--json").ended(0).only();
        JsonNode listed = as(VIEWER.reveal(), "targets", "--json").ended(0).only();

        assertThat(probed.path("capabilities").path("probed").asBoolean()).isTrue();
        assertThat(listed.path("capabilities").path("at"))
                .isEqualTo(probed.path("capabilities").path("at"));
        run("targets", "sweep", target).ended(0).saying("0 would be removed", "--apply does it");
        run("targets", "sweep", target, "--older-than", "1h", "--apply")
                .ended(0)
                .saying("0 removed, ");
        run("targets", "sweep", "none").ended(3).complaining("no target is called 'none'");
        run("targets", "sweep", target, "--older-than", "1s").ended(2).complaining("olderThan");
        run("history", "--type", "probe,upload-sweep").ended(0).saying("probe", "upload-sweep", "anna");
    }

    @Test
    void whoMayNotIsToldSo() {
        as("wrong", "jobs").ended(4).complaining("key");
        as("", "jobs").ended(4);
        as(VIEWER.reveal(), "jobs").ended(0);
        as(VIEWER.reveal(), "scan").ended(4).complaining("operator");
    }

    @Test
    void nobodyIsThere() throws IOException {
        ACommandLine line = ACommandLine.to(URI.create("http://127.0.0.1:" + RealRedis.freePort()), caravan.source());

        assertThat(line.run("stats")).isEqualTo(5);
        assertThat(line.err()).contains("there is no service at http://127.0.0.1:");
    }

    @Test
    void theJarSpeaksToAService() throws Exception {
        Path key = Files.writeString(directory.resolve("key"), OPERATOR.reveal() + "\n");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        CaravanProcess.jar().toString(),
                        "queues",
                        "--json",
                        "--url",
                        caravan.service().uri("/").toString(),
                        "--key-file",
                        key.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output).contains("\"stage\":");
    }

    private static Said run(String... words) {
        return as(OPERATOR.reveal(), words);
    }

    private static ACommandLine anna() {
        return speaking(OPERATOR.reveal());
    }

    private static ACommandLine speaking(String key) {
        return ACommandLine.to(caravan.service().uri(""), caravan.source()).with("CARAVAN_API_KEY", key);
    }

    private static Said as(String key, String... words) {
        ACommandLine line = speaking(key);
        int exit = line.run(words);
        return new Said(exit, line.out(), line.err());
    }

    private static String awaitWorker(String state) throws IOException {
        await().until(() -> worker().path("state").asText().equals(state));
        return worker().path("id").asText();
    }

    private static JsonNode worker() throws IOException {
        return run("workers", "--json").json().stream()
                .filter(worker -> worker.path("stage").asText().equals("convert"))
                .findFirst()
                .orElseThrow();
    }

    /** The first word of what was said. */
    private static String id(Said said) {
        return said.out().substring(0, said.out().indexOf(':'));
    }

    private static Path good(String name) throws IOException {
        return aLasFile().withRandomPoints(300).writeTo(file(name));
    }

    private static Path bad(String name) throws IOException {
        return Files.writeString(file(name), "this is no point cloud");
    }

    private static Path file(String name) throws IOException {
        Path file = caravan.source().resolve(name);
        Files.createDirectories(file.getParent());
        return file;
    }
}
