package dev.caravan.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The targets, and what is swept there. */
class TargetCommandsTest {
    private static final String NEAR = """
            {"name":"near","bucket":"clouds","prefix":"a/","region":"eu-1","endpoint":"http://s3","layout":"versioned","required":true,
             "include":["area/**","x"],"exclude":[],"access":"public","acl":"","credentials":"backup","storageClass":"COLD","encryption":"",
             "bandwidth":1048576,"health":{"target":"near","state":"REACHABLE","detail":""},
             "capabilities":{"probed":true,"fullChecksums":false,"eTagIsMd5":true,"conditionalWrites":true,"acls":true,"listsUploads":true,
                             "at":"2026-11-22T09:00:00.000Z"},
             "consequences":["the server keeps no CRC-64/NVME"],"datasets":1234,"unfinishedUploads":0,"notes":["the server keeps no CRC-64/NVME"]}""";
    private static final String FAR = """
            {"name":"far","bucket":"clouds","prefix":"","region":"eu-1","endpoint":"","layout":"plain","required":false,"access":"private",
             "health":{"target":"far","state":"AWAY","detail":"no route"},"capabilities":null,"consequences":[],"datasets":0,
             "unfinishedUploads":2,"notes":["AWAY: no route","2 uploads in parts have not ended"]}""";

    private final FakeApi api = new FakeApi();
    private final ACommandLine line = ACommandLine.to(api);

    @AfterEach
    void theContractWasKept() {
        api.close();
    }

    @Test
    void allOfThemAndWhatIsToBeKnown() {
        api.on("GET /targets", Reply.json("{\"items\":[" + NEAR + "," + FAR + "]}"));

        assertThat(line.run("targets")).isEqualTo(1);

        assertThat(line.out()).isEqualTo("""
                NAME  STATE      LAYOUT     REQUIRED  ACCESS   DATASETS  UNFINISHED  PLACE
                near  REACHABLE  versioned  yes       public      1,234           0  s3://clouds/a/ at http://s3
                far   AWAY       plain      no        private         0           2  s3://clouds/
                near: the server keeps no CRC-64/NVME
                far: AWAY: no route
                far: 2 uploads in parts have not ended
                """);
    }

    @Test
    void forPrograms() {
        api.on("GET /targets", Reply.json("{\"items\":[" + NEAR + "]}"));

        assertThat(line.run("targets", "--json")).isZero();

        assertThat(line.out().lines()).singleElement().asString().startsWith("{\"name\":\"near\"");
    }

    @Test
    void oneThatIsAskedAnewIsShownWhole() {
        api.on("POST /targets/near/probe", Reply.json(NEAR));

        assertThat(line.run("targets", "--probe", "near")).isZero();

        assertThat(line.out()).isEqualTo("""
                target         near
                place          s3://clouds/a/ at http://s3
                region         eu-1
                state          REACHABLE
                layout         versioned
                required       yes
                include        area/** x
                access         public
                credentials    backup
                storage class  COLD
                bandwidth      1.0 MB/s
                datasets       1,234
                unfinished     0
                probed         2026-11-22 09:00:00 (1 h ago)
                has            ACLs, conditional writes, ETags that are MD5, lists of uploads
                lacks          checksums of whole objects
                note           the server keeps no CRC-64/NVME
                """);
    }

    @Test
    void aTargetThatCannotBeAsked() {
        api.on("POST /targets/near/probe", Reply.problem(502, "{\"detail\":\"target 'near': no route\"}"));
        api.on("POST /targets/none/probe", Reply.problem(404, "{\"detail\":\"no target is called 'none'\"}"));

        assertThat(line.run("targets", "--probe", "near")).isEqualTo(5);
        assertThat(line.run("targets", "--probe", "none")).isEqualTo(3);

        assertThat(line.err()).contains("no route").contains("no target is called 'none'");
    }

    @Test
    void aSweepOnlyListsUnlessItIsMeant() {
        api.on(
                "POST /targets/near/sweep",
                Reply.json("""
                        {"target":"near","dryRun":true,"olderThanSeconds":604800,"listed":true,"total":2,"removed":1,"left":1,"items":[
                         {"key":"a/b/octree.bin","upload":"u1","since":"2026-11-20T10:00:00.000Z","job":null,"bytes":5242880,"fate":"ABANDONED",
                          "reason":"no job is known that would end it"},
                         {"key":"a/c/octree.bin","upload":"u2","since":"2026-11-22T09:59:00.000Z","job":"j-1","bytes":1024,"fate":"GOES_ON",
                          "reason":"its job is still to end"}]}"""),
                Reply.json(
                        "{\"target\":\"near\",\"dryRun\":false,\"listed\":false,\"total\":0,\"removed\":0,\"left\":0,\"items\":[]}"));

        assertThat(line.run("targets", "sweep", "near")).isZero();
        assertThat(line.run("targets", "sweep", "near", "--older-than", "2h", "--apply"))
                .isZero();

        assertThat(line.out()).isEqualTo("""
                FATE       AGE    SIZE  JOB  KEY             REASON
                ABANDONED   2d  5.0 MB  -    a/b/octree.bin  no job is known that would end it
                GOES_ON     1m  1.0 KB  j-1  a/c/octree.bin  its job is still to end
                1 would be removed, 1 would stay; nothing was done, --apply does it
                0 removed, 0 stay
                """);
        assertThat(line.err()).contains("the server does not list uploads");
        assertThat(api.received().get(0).body()).hasToString("{\"dryRun\":true}");
        assertThat(api.received().get(1).body()).hasToString("{\"olderThan\":\"7200s\",\"dryRun\":false}");
    }

    @Test
    void oneOfTheTwoIsMeant() {
        assertThat(line.run("targets", "sweep", "near", "--dry-run", "--apply")).isEqualTo(2);
        assertThat(line.run("targets", "sweep")).isEqualTo(2);
        assertThat(line.err()).contains("expected one of --dry-run and --apply");
    }
}
