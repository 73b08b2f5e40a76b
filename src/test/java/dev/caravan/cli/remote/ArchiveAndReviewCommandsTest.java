package dev.caravan.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.job.JobType;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Archives and what comes back of them; audits and rebuilds with their reports. */
class ArchiveAndReviewCommandsTest {
    private static final String JOB = "{\"id\":\"j-1\",\"state\":\"%s\",\"stage\":\"%s\",\"target\":\"/data/done/a\"}";

    private final FakeApi api = new FakeApi();
    private final ACommandLine line = ACommandLine.to(api);

    @AfterEach
    void theContractWasKept() {
        api.close();
    }

    @Test
    void aDirectoryIsArchived() {
        api.on("POST /archives", Reply.json(202, JOB.formatted("QUEUED", "archive")));

        assertThat(line.run("archive", "/data/done/a", "--priority", "HIGH", "--force"))
                .isZero();

        assertThat(line.out()).isEqualTo("j-1: QUEUED at archive: /data/done/a\n");
        assertThat(api.only().body()).hasToString("{\"path\":\"/data/done/a\",\"force\":true,\"priority\":\"HIGH\"}");
    }

    @Test
    void anArchiveComesBackAndIsWaitedFor() {
        api.on("POST /archives/restore", Reply.json(202, JOB.formatted("QUEUED", "restore")));
        api.on("GET /jobs/j-1", Reply.json(JOB.formatted("COMPLETED", "restore")));

        assertThat(line.run("restore", "/data/done/a", "--into", "march", "--target", "far", "--overwrite", "--watch"))
                .isZero();
        assertThat(line.run("restore", "--dataset", "a", "--version", "v1", "--into", "march"))
                .isZero();

        assertThat(line.out()).startsWith("completed: /data/done/a");
        assertThat(api.received("POST /archives/restore").get(0).body())
                .hasToString("{\"into\":\"march\",\"overwrite\":true,\"path\":\"/data/done/a\",\"target\":\"far\"}");
        assertThat(api.received("POST /archives/restore").get(1).body())
                .hasToString("{\"into\":\"march\",\"overwrite\":false,\"dataset\":\"a\",\"version\":\"v1\"}");
    }

    @Test
    void whatIsNotArchivedIsRefusedWithItsReason() {
        api.on(
                "POST /archives",
                Reply.problem(
                        400,
                        "{\"detail\":\"x\",\"errors\":[{\"field\":\"path\",\"found\":\"/las/a\",\"allowed\":\"within one of []\"}]}"));

        assertThat(line.run("archive", "/las/a")).isEqualTo(2);
        assertThat(line.run("restore", "/las/a")).isEqualTo(2);

        assertThat(line.err())
                .contains("path: '/las/a' is not allowed; it must be within one of []")
                .contains("--into");
    }

    @Test
    void anAuditListsWhatItHasFound() {
        api.on("POST /audits", Reply.json(202, "{\"id\":\"j-1\",\"title\":\"audit\"}"));
        api.on("GET /jobs/j-1", Reply.json(JOB.formatted("COMPLETED", "audit")));
        api.on("GET /audits/j-1", Reply.json("""
                {"id":"j-1","state":"COMPLETED","summary":{"looked":{"datasets":12},"findings":{"missing":1}},"items":[
                 {"class":"missing","thing":"object","target":"near","place":"a/octree.bin","found":"nothing","expected":"1024 bytes",
                  "repair":"publish it again"}],"next":null}"""));

        assertThat(line.run(
                        "audit", "--target", "near", "--dataset", "a*", "--checksum", "--repair", "--delete-orphans"))
                .isEqualTo(3);

        assertThat(line.out()).isEqualTo("""
                CLASS    THING   TARGET  PLACE         FOUND    EXPECTED    REPAIR
                missing  object  near    a/octree.bin  nothing  1024 bytes  publish it again
                looked at: 12 datasets
                found: 1 missing
                """);
        assertThat(api.received("POST /audits").get(0).body())
                .hasToString(
                        "{\"content\":\"checksum\",\"repair\":true,\"deleteOrphans\":true,\"target\":\"near\",\"dataset\":\"a*\"}");
    }

    @Test
    void anAuditThatFindsNothingIsZeroAndOneThatFailedIsNot() {
        api.on("POST /audits", Reply.json(202, "{\"id\":\"j-1\",\"title\":\"audit\"}"));
        api.on(
                "GET /jobs/j-1",
                Reply.json(JOB.formatted("COMPLETED", "audit")),
                Reply.json(JOB.formatted("FAILED", "audit")));
        api.on(
                "GET /audits/j-1",
                Reply.json(
                        "{\"id\":\"j-1\",\"state\":\"COMPLETED\",\"summary\":{\"looked\":{},\"findings\":{}},\"items\":[],\"next\":null}"));

        assertThat(line.run("audit", "--json")).isZero();
        assertThat(line.run("audit")).isEqualTo(1);
        assertThat(line.run("audit", "--delete-orphans")).isEqualTo(2);

        assertThat(line.out()).startsWith("{\"id\":\"j-1\"").contains("failed: /data/done/a at audit");
        assertThat(line.err()).contains("--delete-orphans works only with --repair");
    }

    @Test
    void aRebuildSaysWhatItHasRecorded() {
        api.on("POST /rebuild", Reply.json(202, "{\"id\":\"j-1\",\"title\":\"rebuild\"}"));
        api.on("GET /jobs/j-1", Reply.json(JOB.formatted("COMPLETED", "rebuild")));
        api.on("GET /rebuild/j-1", Reply.json("""
                {"id":"j-1","state":"COMPLETED","summary":{"datasets":{"recorded":1,"kept":2}},"items":[
                 {"action":"recorded","dataset":"a","target":"near","version":"v1","reason":""}],"next":null}"""));

        assertThat(line.run("rebuild", "near", "--dry-run")).isZero();
        assertThat(line.run("rebuild", "near")).isZero();
        assertThat(line.run("rebuild")).isEqualTo(2);

        assertThat(line.out()).startsWith("""
                ACTION    DATASET  TARGET  VERSION  REASON
                recorded  a        near    v1
                would be: 1 recorded, 2 kept
                """).endsWith("done: 1 recorded, 2 kept\n");
        assertThat(api.received("POST /rebuild").get(0).body()).hasToString("{\"target\":\"near\",\"dryRun\":true}");
    }

    @Test
    void theTypesThatShellsCompleteAreThoseThatThereAre() {
        assertThat(new Candidates.Types())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(JobType.values()).map(JobType::word).toList());
    }
}
