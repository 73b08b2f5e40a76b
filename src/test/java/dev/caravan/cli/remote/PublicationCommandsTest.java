package dev.caravan.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is published where, in which versions; and what is taken away again. */
class PublicationCommandsTest {
    private static final String QUEUED = """
            {"dryRun":false,"total":2,"queued":1,"skipped":1,"job":null,"items":[
             {"path":"/data/las/a.las","dataset":"a","action":"publish","reason":"it is not there","job":"j-1"},
             {"path":"/data/las/b.las","dataset":"b","action":"skip","reason":"it is there already","job":null}]}""";
    private static final String UNPUBLISHED = """
            {"dryRun":%s,"total":2,"queued":1,"skipped":1,"job":%s,"items":[
             {"dataset":"a","path":"/data/las/a.las","action":"unpublish","targets":["near"],"reason":"ann wants it to go","job":null},
             {"dataset":"b","path":"/data/las/b.las","action":"skip","targets":[],"reason":"it is protected","job":null}]}""";

    private final FakeApi api = new FakeApi();
    private final ACommandLine line = ACommandLine.to(api);

    @AfterEach
    void theContractWasKept() {
        api.close();
    }

    @Test
    void publishSaysWhatIsQueuedAndWhatIsNot() {
        api.on("POST /publications", Reply.json(202, QUEUED));

        assertThat(line.run("publish", "--target", "far", "a.las", "b.las")).isEqualTo(6);

        assertThat(line.out()).isEqualTo("""
                ACTION   JOB  PATH             REASON
                publish  j-1  /data/las/a.las  it is not there
                skip     -    /data/las/b.las  it is there already
                1 queued, 1 skipped of 2
                """);
        assertThat(api.only().body())
                .hasToString("{\"paths\":[\"/data/las/a.las\",\"/data/las/b.las\"],\"target\":\"far\"}");
    }

    @Test
    void publishOfAllThatIsMissingExpectsThatOthersAreThere() {
        api.on("POST /publications", Reply.json(QUEUED.replace("\"dryRun\":false", "\"dryRun\":true")));

        assertThat(line.run("publish", "--target", "far", "--missing", "--dry-run"))
                .isZero();

        assertThat(line.out()).endsWith("2 in all, 1 would be skipped; nothing was done\n");
        assertThat(api.only().body()).hasToString("{\"missing\":true,\"target\":\"far\",\"dryRun\":true}");
    }

    @Test
    void publishOfAPatternIsWatchedToTheEndOfItsJob() {
        api.on("POST /publications", Reply.json(202, QUEUED));
        api.on(
                "GET /jobs/j-1",
                Reply.json(
                        "{\"id\":\"j-1\",\"state\":\"FAILED\",\"stage\":\"publish-s3\",\"target\":\"/data/las/a.las\"}"));

        assertThat(line.run("publish", "--target", "far", "*.las", "--watch")).isEqualTo(1);

        assertThat(line.out()).contains("failed: /data/las/a.las at publish-s3");
        assertThat(api.received("POST /publications").get(0).body())
                .hasToString("{\"glob\":\"/data/las/*.las\",\"target\":\"far\"}");
    }

    @Test
    void publishWantsOneSelectionAndATarget() {
        assertThat(line.run("publish", "--target", "far")).isEqualTo(2);
        assertThat(line.run("publish", "--target", "far", "a.las", "--missing")).isEqualTo(2);
        assertThat(line.run("publish", "a.las")).isEqualTo(2);
        assertThat(line.err()).contains("expected either PATH or --missing");
    }

    @Test
    void publications() {
        api.on("GET /publications", Reply.json("""
                {"items":[{"dataset":"area/a","target":"near","layout":"versioned","bytes":5242880,"at":"2026-11-22T09:55:00.000Z",
                 "address":"http://s3/a/latest.json"}],"next":null}"""));

        assertThat(line.run("publications", "--target", "near", "--dataset", "area/a"))
                .isZero();

        assertThat(line.out()).isEqualTo("""
                TARGET    SIZE  AGE  DATASET  ADDRESS
                near    5.0 MB   5m  area/a   http://s3/a/latest.json
                """);
        assertThat(api.only().query()).containsEntry("target", "near").containsEntry("dataset", "area/a");
    }

    @Test
    void nothingIsPublished() {
        api.on("GET /publications", Reply.json("{\"items\":[],\"next\":null}"));

        assertThat(line.run("publications")).isZero();

        assertThat(line.out()).isEmpty();
        assertThat(line.err()).contains("nothing like that is published");
    }

    @Test
    void versionsOfADatasetByItsKeyOrItsFile() {
        api.on("GET /publications/versions", Reply.json("""
                {"dataset":"a","items":[
                 {"target":"near","version":"20261122T164100Z-9f86d081","state":"live","points":1000000,"bytes":1024,"url":"http://s3/a/2/metadata.json"},
                 {"target":"near","version":"20261121T164100Z-0a1b2c3d","state":"kept","points":null,"bytes":null,"url":"http://s3/a/1/metadata.json"}]}"""));

        assertThat(line.run("versions", "a", "--target", "near")).isZero();
        assertThat(line.run("versions", "/data/las/a.las")).isZero();

        assertThat(line.out()).startsWith("""
                TARGET  VERSION                    STATE     POINTS    SIZE  URL
                near    20261122T164100Z-9f86d081  live   1,000,000  1.0 KB  http://s3/a/2/metadata.json
                near    20261121T164100Z-0a1b2c3d  kept           -       -  http://s3/a/1/metadata.json
                """);
        assertThat(api.received().get(0).query()).containsEntry("dataset", "a").containsEntry("target", "near");
        assertThat(api.received().get(1).query()).containsOnlyKeys("path");
    }

    @Test
    void aRollBackSaysFromWhereToWhere() {
        api.on(
                "POST /publications/rollback",
                Reply.json("""
                        {"dataset":"a","dryRun":false,"items":[{"target":"near","from":"v2","to":"v1","url":"http://s3/a/1/metadata.json"},
                         {"target":"far","from":"v1","to":"v1","url":"http://far/a"}]}"""),
                Reply.problem(409, "{\"detail\":\"'a' has no version before v1\"}"));

        assertThat(line.run("rollback", "a", "--to", "v1")).isZero();
        assertThat(line.run("rollback", "a", "--dry-run")).isEqualTo(1);

        assertThat(line.out()).isEqualTo("""
                near: went from v2 back to v1, http://s3/a/1/metadata.json
                far: v1 is live already
                """);
        assertThat(line.err()).contains("'a' has no version before v1");
        assertThat(api.received().get(0).body()).hasToString("{\"dataset\":\"a\",\"dryRun\":false,\"version\":\"v1\"}");
        assertThat(api.received().get(1).body()).hasToString("{\"dataset\":\"a\",\"dryRun\":true}");
    }

    @Test
    void unpublishOnlyListsUnlessItIsMeant() {
        api.on(
                "POST /publications/unpublish",
                Reply.json(UNPUBLISHED.formatted("true", "null")),
                Reply.json(202, UNPUBLISHED.formatted("false", "\"b-1\"")));

        assertThat(line.run("unpublish", "a.las", "b.las", "--target", "near")).isEqualTo(6);
        assertThat(line.out()).isEqualTo("""
                ACTION     DATASET  REASON
                unpublish  a        ann wants it to go
                skip       b        it is protected
                1 would be unpublished, 1 would stay; nothing was done, --yes does it
                """);
        assertThat(line.run("unpublish", "--dataset", "a", "--dataset", "b", "--octree", "--yes"))
                .isEqualTo(6);

        assertThat(line.out()).endsWith("1 queued, 1 stay; batch b-1\n");
        assertThat(api.received().get(0).body())
                .hasToString(
                        "{\"paths\":[\"/data/las/a.las\",\"/data/las/b.las\"],\"target\":\"near\",\"octrees\":false,\"dryRun\":true}");
        assertThat(api.received().get(1).body())
                .hasToString("{\"datasets\":[\"a\",\"b\"],\"octrees\":true,\"dryRun\":false}");
    }

    @Test
    void unpublishWantsOneSelection() {
        assertThat(line.run("unpublish")).isEqualTo(2);
        assertThat(line.run("unpublish", "a.las", "--dataset", "a")).isEqualTo(2);
        assertThat(line.run("unpublish", "a.las", "--dry-run", "--yes")).isEqualTo(2);
        assertThat(line.err()).contains("expected either PATH|GLOB or --dataset");
    }

    @Test
    void thePolicyIsShownAndAppliedWhenThatIsMeant() {
        api.on(
                "POST /retention",
                Reply.json("{\"dryRun\":true,\"queued\":0,\"skipped\":0,\"postponed\":0,\"octrees\":0,\"items\":[]}"),
                Reply.json(
                        202,
                        "{\"dryRun\":false,\"queued\":100,\"skipped\":1,\"postponed\":7,\"octrees\":3,\"job\":\"b-1\",\"items\":[]}"));

        assertThat(line.run("retention")).isZero();
        assertThat(line.run("retention", "--apply")).isZero();
        assertThat(line.run("retention", "--apply", "--dry-run")).isEqualTo(2);

        assertThat(line.out()).isEqualTo("""
                0 would be unpublished, 0 would stay; nothing was done, --apply does it
                100 queued, 1 stay, 7 are left to the next run, 3 octrees on disk; batch b-1
                """);
        assertThat(api.received().get(1).body()).hasToString("{\"dryRun\":false}");
    }

    @Test
    void whatIsGoneFromTheSources() {
        String look =
                "{\"source\":\"/data/las\",\"known\":20,\"gone\":15,\"deleted\":0,\"at\":\"2026-11-22T09:59:00.000Z\",\"withheld\":\"too much is gone\"}";
        api.on("GET /deleted", Reply.json("{\"sources\":[" + look + "]}"), Reply.json("{\"sources\":[]}"));
        api.on(
                "POST /deleted/confirm",
                Reply.json(look.replace("too much is gone", "").replace("\"deleted\":0", "\"deleted\":15")));

        assertThat(line.run("deleted")).isZero();
        assertThat(line.run("deleted", "--confirm", "/data/las")).isZero();
        assertThat(line.run("deleted")).isZero();

        assertThat(line.out()).isEqualTo("""
                KNOWN  GONE  MARKED  LOOKED  SOURCE
                   20    15       0      1m  /data/las
                nothing is marked: too much is gone (caravan deleted --confirm)
                KNOWN  GONE  MARKED  LOOKED  SOURCE
                   20    15      15      1m  /data/las
                """);
        assertThat(line.err()).contains("no source directory was looked through yet");
        assertThat(api.received("POST /deleted/confirm").get(0).body()).hasToString("{\"source\":\"/data/las\"}");
    }
}
