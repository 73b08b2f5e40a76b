package dev.caravan.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.remote.WebServer;
import dev.caravan.zarr.ZarrSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Products are submitted and done again; the groups of a store are looked at without a service. */
class GeoZarrCommandsTest {
    private static final String R10 = "/measurements/reflectance/r10m";

    @TempDir
    private Path directory;

    private final FakeApi api = new FakeApi();
    private final ACommandLine line = ACommandLine.to(api);

    @AfterEach
    void theContractWasKept() {
        api.close();
    }

    @Test
    void aProductIsSubmitted() {
        api.on("POST /geozarr", Reply.json("{\"id\":\"geozarr-1\",\"state\":\"QUEUED\",\"target\":\"https://x/a\"}"));

        assertThat(line.run(
                        "geozarr",
                        "submit",
                        "https://x/a",
                        "--groups",
                        R10,
                        "/quality",
                        "--name",
                        "s2/a",
                        "--target",
                        "near",
                        "--force"))
                .isZero();

        assertThat(line.out()).isEqualTo("geozarr-1: QUEUED: https://x/a\n");
        assertThat(api.only().body().toString())
                .isEqualTo("{\"source\":\"https://x/a\",\"name\":\"s2/a\",\"groups\":[\"" + R10
                        + "\",\"/quality\"],\"targets\":[\"near\"],\"force\":true}");
    }

    @Test
    void aPathOfAProductIsMadeAbsolute() {
        api.on("POST /geozarr", Reply.json("{\"id\":\"geozarr-1\",\"state\":\"QUEUED\"}"));

        assertThat(line.run("geozarr", "submit", "a.zarr", "--json")).isZero();

        assertThat(api.only().body().toString()).isEqualTo("{\"source\":\"/data/las/a.zarr\"}");
    }

    @Test
    void aSubmittedProductIsWaitedFor() {
        api.on("POST /geozarr", Reply.json("{\"id\":\"geozarr-1\",\"state\":\"QUEUED\"}"));
        api.on("GET /jobs/geozarr-1", Reply.json("{\"id\":\"geozarr-1\",\"state\":\"FAILED\"}"));

        assertThat(line.run("geozarr", "submit", "a.zarr", "--wait", "--json")).isEqualTo(1);
    }

    @Test
    void productsAreDoneAgain() {
        api.on("POST /geozarr/reprocess", Reply.json("""
                {"dryRun":false,"total":2,"queued":1,"skipped":1,"items":[
                 {"path":"https://x/a","dataset":"geozarr/a","action":"convert","reason":"ann wants it","job":"j"},
                 {"path":"https://x/b","dataset":"geozarr/b","action":"skip","reason":"it is on its way","job":null}]}"""));

        assertThat(line.run("geozarr", "reprocess", "geozarr/*", "--changed")).isEqualTo(6);

        assertThat(line.out()).contains("convert  j    https://x/a  ann wants it", "1 queued, 1 skipped of 2");
        assertThat(api.only().body().toString())
                .isEqualTo("{\"datasets\":[\"geozarr/*\"],\"changed\":true,\"dryRun\":false}");
    }

    @ParameterizedTest
    @EnumSource
    void listsTheGroups(ZarrSample sample) {
        sample.in(directory.resolve("a.zarr"));

        assertThat(line.in(directory).run("geozarr", "groups", "a.zarr")).isZero();

        assertThat(line.out().lines()).containsExactlyElementsOf(ZarrSample.GROUPS);
        assertThat(line.err()).isEmpty();
    }

    @Test
    void saysWhatIsMissingAndWhatMayHaveBeenMeant() {
        ZarrSample.V2_CONSOLIDATED.in(directory.resolve("a.zarr"));

        assertThat(line.in(directory)
                        .run("geozarr", "groups", "a.zarr", "--groups", R10 + "/", "/measurements/r20m", R10 + "/b02"))
                .isEqualTo(1);

        assertThat(line.out().lines().toList())
                .hasSize(3)
                .startsWith("there    " + R10)
                .anyMatch(text ->
                        text.startsWith("MISSING  /measurements/r20m; did you mean /measurements/reflectance/r20m"))
                .anyMatch(text -> text.startsWith("MISSING  " + R10 + "/b02, which is an array"));
        assertThat(line.err()).contains("has the groups /, /measurements");
    }

    @Test
    void programsAreToldTheSame() {
        ZarrSample.V3_CONSOLIDATED.in(directory.resolve("a.zarr"));

        assertThat(line.in(directory).run("geozarr", "groups", "a.zarr", "--groups", "/qualit", "--json"))
                .isEqualTo(1);

        assertThat(line.out())
                .startsWith("{\"ok\":false,\"store\":\"")
                .contains("\"zarrFormat\":3,\"consolidated\":true,\"groups\":[\"/\",")
                .contains("\"missing\":[{\"group\":\"/qualit\",\"isArray\":false,\"near\":[\"/quality\"")
                .hasLineCount(1);
    }

    @Test
    void theStoreOfAnItemOfAServerIsLookedAt() throws IOException {
        ZarrSample.V2_CONSOLIDATED.in(directory.resolve("a.zarr"));
        Files.writeString(directory.resolve("item"), """
                {"type": "Feature", "stac_version": "1.0.0", "id": "S2B", "properties": {"datetime": "2025-05-18T11:21:19Z"},
                 "assets": {"zarr": {"href": "a.zarr", "type": "application/vnd+zarr", "roles": ["data"]}}}""");
        try (WebServer server = new WebServer(directory)) {
            assertThat(line.run("geozarr", "groups", server.address() + "/item", "--asset", "zarr", "--groups", R10))
                    .isZero();
        }

        assertThat(line.out()).isEqualTo("there    " + R10 + "\n");
    }

    @Test
    void aServerThatListsNothingIsSaidToBeOne() throws IOException {
        ZarrSample.V3.in(directory.resolve("a.zarr"));
        try (WebServer server = new WebServer(directory)) {
            String store = server.address() + "/a.zarr";
            assertThat(line.run("geozarr", "groups", store, "--groups", R10)).isZero();
            assertThat(line.run("geozarr", "groups", store)).isEqualTo(1);
            assertThat(line.run("geozarr", "groups", store, "--json")).isEqualTo(1);
        }

        assertThat(line.out()).contains("\"groups\":null");
        assertThat(line.err()).contains("cannot be listed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            none.zarr                                 | 3 | is not there
            .                                         | 3 | is no Zarr store
            http://127.0.0.1:1/a.zarr                 | 5 | http://127.0.0.1:1/a.zarr
            https://ann:secret@data.example.org/a.zarr| 3 | has a user
            """)
    void whatCannotBeReadIsSaid(String product, int exit, String reason) {
        assertThat(line.in(directory).run("geozarr", "groups", product)).isEqualTo(exit);

        assertThat(line.err()).startsWith("error: ").contains(reason).doesNotContain("secret");
    }

    @Test
    void aGroupThatCannotBeOneIsAWrongCommandLine() {
        assertThat(line.run("geozarr", "groups", "a.zarr", "--groups", "/a/../b"))
                .isEqualTo(2);

        assertThat(line.err()).contains("'.', '..' or a control character");
    }
}
