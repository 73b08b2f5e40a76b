package dev.caravan.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether browsers show what is published, and links. */
class ViewerCommandsTest {
    private static final String CHECKED = """
            {"dataset":"a","ok":false,"items":[{"dataset":"a","target":"near","address":"http://x/a/metadata.json","ok":false,
             "findings":[{"check":"open","ok":true,"found":"HEAD of metadata.json has status 200","expected":"","cure":"none"},
                         {"check":"cors-get","ok":false,"found":"no header","expected":"one","cure":"cors"}],
             "remedies":[{"cure":"cors","text":"Give the bucket these rules.","command":"aws s3api put-bucket-cors","document":{"CORSRules":[]}}],
             "applied":["access"],"at":"2026-11-22T10:00:00.000Z"}]}""";

    private final FakeApi api = new FakeApi();
    private final ACommandLine line = ACommandLine.to(api);

    @AfterEach
    void theContractWasKept() {
        api.close();
    }

    @Test
    void aCheckSaysWhatIsWrongAndWhatMendsIt() {
        api.on("POST /publications/check", Reply.json(CHECKED));

        assertThat(line.run("check-viewer", "a.laz", "--target", "near")).isEqualTo(1);

        assertThat(line.out()).isEqualTo("""
                near: http://x/a/metadata.json
                  applied: access
                  good  open: HEAD of metadata.json has status 200
                  BAD   cors-get: no header; expected is one
                to mend cors: Give the bucket these rules.
                  aws s3api put-bucket-cors
                  {
                    "CORSRules" : [ ]
                  }
                """);
        assertThat(api.only().body().toString()).isEqualTo("{\"path\":\"/data/las/a.laz\",\"target\":\"near\"}");
    }

    @Test
    void aCheckThatFindsNothingWrongIsZero() {
        api.on("POST /publications/check", Reply.json("{\"ok\":true,\"items\":[]}"));

        assertThat(line.run("check-viewer", "a.laz")).isZero();
        assertThat(line.run("check-viewer", "a.laz", "--json")).isZero();

        assertThat(line.out()).isEqualTo("{\"ok\":true,\"items\":[]}\n");
    }

    @Test
    void aDatasetIsCheckedByItsKey() {
        api.on("POST /publications/check", Reply.json("{\"ok\":true,\"items\":[]}"));

        assertThat(line.run("check-viewer", "--dataset", "geozarr/a")).isZero();
        assertThat(line.run("check-viewer", "a.laz", "--dataset", "geozarr/a")).isEqualTo(2);

        assertThat(api.only().body().toString()).isEqualTo("{\"dataset\":\"geozarr/a\"}");
    }

    @Test
    void aLinkIsPrintedAloneSoThatItCanBeCopied() {
        api.on(
                "POST /links",
                Reply.json(
                        "{\"view\":\"/view/t/a/metadata.json\",\"expires\":\"2026-11-22T12:00:00.000Z\",\"target\":\"far\"}"),
                Reply.json(
                        "{\"view\":\"https://c.example/view/t/a/metadata.json\",\"expires\":\"x\",\"target\":\"far\"}"));

        assertThat(line.run("link", "a.laz", "--lifetime", "2h", "--target", "far"))
                .isZero();
        assertThat(line.out()).isEqualTo(api.url() + "/view/t/a/metadata.json\n");
        assertThat(line.err()).contains("until 2026-11-22T12:00:00.000Z, from target far");
        assertThat(api.only().body().toString())
                .isEqualTo("{\"path\":\"/data/las/a.laz\",\"lifetime\":\"7200s\",\"target\":\"far\"}");

        assertThat(line.run("link", "a.laz")).isZero();
        assertThat(line.out()).endsWith("https://c.example/view/t/a/metadata.json\n");
    }

    @Test
    void linksAreRevoked() {
        api.on("POST /links/revoke", Reply.json("{\"revoked\":\"2026-11-22T10:00:00.000Z\"}"));

        assertThat(line.run("link", "--revoke")).isZero();

        assertThat(line.out()).isEqualTo("all links have ended\n");
    }

    @Test
    void oneOfTheTwoIsSaid() {
        assertThat(line.run("link")).isEqualTo(2);
        assertThat(line.run("link", "a.laz", "--revoke")).isEqualTo(2);
        assertThat(line.err()).contains("expected either PATH or --revoke");
    }

    @Test
    void filesThatABrowserCannotShowSaySo() {
        api.on("GET /files", Reply.json("""
                {"items":[{"path":"/data/las/a.las","status":"COMPLETED","size":12,"publishedAt":null,"stage":null,"reason":null,
                  "viewer":"published to near, but a browser cannot show it: open: x"}],"next":null}"""));

        line.run("files");

        assertThat(line.out()).contains("published to near, but a browser cannot show it: open: x");
    }
}
