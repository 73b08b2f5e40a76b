package dev.caravan.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.converter.BadInputException;
import dev.caravan.remote.AllowedSources;
import dev.caravan.remote.Documents;
import dev.caravan.remote.RemoteLimits;
import dev.caravan.remote.WebServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ZarrGroupsTest {
    private static final String R10 = "/measurements/reflectance/r10m";

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void listsADirectory(ZarrSample sample) throws IOException {
        sample.in(directory);

        ZarrTree tree = list(new LocalStore(directory, ZarrLimits.USUAL));

        assertThat(tree.groups()).isEqualTo(ZarrSample.GROUPS);
        assertThat(tree.arrays())
                .extracting(ZarrNode::path)
                .containsExactly(R10 + "/b02", R10.replace("10", "20") + "/b05");
        assertThat(tree.arrays().get(0).attributes().path("scale").asDouble()).isEqualTo(0.5);
        assertThat(tree.node("/quality")
                        .orElseThrow()
                        .attributes()
                        .path("title")
                        .asText())
                .isEqualTo("a sample");
        assertThat(tree.format()).isEqualTo(sample.format());
        assertThat(tree.consolidated()).isEqualTo(sample.consolidated());
        assertThat(tree.complete()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = ".*CONSOLIDATED", mode = Mode.MATCH_ALL)
    void listsAServerByTheConsolidatedMetadata(ZarrSample sample) throws IOException {
        sample.in(directory.resolve("a.zarr"));
        try (WebServer server = new WebServer(directory);
                Documents documents = documents(server)) {
            ZarrTree tree = list(new HttpStore(server.at("/a.zarr/"), documents));

            assertThat(tree.groups()).isEqualTo(ZarrSample.GROUPS);
            assertThat(tree.complete()).isTrue();
            assertThat(server.asked()).hasSizeLessThanOrEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V2", "V3"})
    void aServerWithoutConsolidatedMetadataCannotBeListed(ZarrSample sample) throws IOException {
        sample.in(directory.resolve("a.zarr"));
        try (WebServer server = new WebServer(directory).hidingWhatIsMissing();
                Documents documents = documents(server)) {
            HttpStore store = new HttpStore(server.at("/a.zarr"), documents);

            GroupCheck found = GroupCheck.of(store, List.of(R10), ZarrLimits.USUAL);
            GroupCheck missing = GroupCheck.of(store, List.of(R10, "/r10m", R10 + "/b02"), ZarrLimits.USUAL);

            assertThat(found.passed()).isTrue();
            assertThat(found.available()).contains("its groups cannot be listed");
            assertThat(missing.missing()).containsExactly("/r10m", R10 + "/b02");
            assertThat(missing.text())
                    .contains(server.address() + "/a.zarr has no group '/r10m', '" + R10 + "/b02' (that is an array)")
                    .contains("cannot be listed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhatIsMissingAndWhatMayHaveBeenMeant(ZarrSample sample) throws IOException {
        LocalStore store = new LocalStore(sample.in(directory), ZarrLimits.USUAL);

        GroupCheck check = GroupCheck.of(store, List.of(R10, "/measurements/r20m", R10 + "/b02"), ZarrLimits.USUAL);

        assertThat(check.passed()).isFalse();
        assertThat(check.text())
                .contains(directory.toRealPath() + " has no group '/measurements/r20m' (did you mean "
                        + "/measurements/reflectance/r20m")
                .contains("'" + R10 + "/b02' (that is an array)")
                .contains("(Zarr " + sample.format())
                .contains("has the groups /, /measurements, ");
    }

    @Test
    void nestedConsolidatedMetadataCountsToo() throws IOException {
        write("zarr.json", """
                {"zarr_format": 3, "node_type": "group", "consolidated_metadata": {"kind": "inline", "metadata":
                 {"a": {"zarr_format": 3, "node_type": "group", "consolidated_metadata": {"kind": "inline", "metadata":
                   {"b": {"zarr_format": 3, "node_type": "group"}}}}}}}""");

        assertThat(local().groups()).containsExactly("/", "/a", "/a/b");
    }

    @Test
    void consolidatedMetadataThatIsNullIsNone() throws IOException {
        write("zarr.json", "{\"zarr_format\": 3, \"node_type\": \"group\", \"consolidated_metadata\": null}");
        write("a/zarr.json", "{\"zarr_format\": 3, \"node_type\": \"group\", \"attributes\": {\"x\": NaN}}");

        assertThat(local().groups()).containsExactly("/", "/a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zarr.json  | {"zarr_format": 3, "node_type": "group"           | is no JSON
            zarr.json  | [1]                                               | is no JSON object
            zarr.json  | {"zarr_format": 4, "node_type": "group"}          | has the zarr_format 4, expected is 3
            zarr.json  | {"zarr_format": 3, "node_type": "tree"}           | has the node_type "tree"
            zarr.json  | {"zarr_format": 3, "node_type": "group", "consolidated_metadata": {"kind": "far"}} | of the kind 'far'
            zarr.json  | {"zarr_format": 3, "node_type": "group", "consolidated_metadata": {"kind": "inline", "metadata": {"../x": {"zarr_format": 3, "node_type": "group"}}}} | '../x', which is no path
            .zgroup    | {"zarr_format": 3}                                | has the zarr_format 3, expected is 2
            .zmetadata | {"metadata": 1}                                   | has no object 'metadata'
            .zmetadata | {"metadata": {"a//.zgroup": {"zarr_format": 2}}}  | 'a/', which is no path
            other.json | {}                                                | is no Zarr store: it has none of zarr.json, .zmetadata, .zgroup and .zarray
            """)
    void malformedMetadataIsNamed(String name, String content, String reason) throws IOException {
        write(name, content);

        assertThatThrownBy(this::local)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(directory.toRealPath().toString())
                .hasMessageContaining(reason);
    }

    @Test
    void limitsHold() throws IOException {
        ZarrSample.V3.in(directory);

        assertThatThrownBy(() -> local(new ZarrLimits(1 << 20, 3, 32)))
                .hasMessageContaining("more than 3 groups and arrays");
        assertThatThrownBy(() -> local(new ZarrLimits(1 << 20, 100, 2))).hasMessageContaining("at most 2 are allowed");
        assertThatThrownBy(() -> local(new ZarrLimits(10, 100, 32))).hasMessageContaining("larger than 10 bytes");
    }

    @Test
    void nothingOutsideOfTheStoreIsRead(@TempDir Path other) throws IOException {
        ZarrSample.V3.in(directory);
        ZarrSample.V3.in(other);
        Files.createSymbolicLink(directory.resolve("quality/link"), other);

        assertThatThrownBy(this::local).hasMessageContaining("is a link to a place outside of the store");
    }

    private ZarrTree local() throws IOException {
        return local(ZarrLimits.USUAL);
    }

    private ZarrTree local(ZarrLimits limits) throws IOException {
        return new ZarrGroups(limits).list(new LocalStore(directory, limits));
    }

    private static ZarrTree list(ZarrStore store) throws IOException {
        return new ZarrGroups(ZarrLimits.USUAL).list(store);
    }

    private void write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static Documents documents(WebServer server) {
        AllowedSources allowed = new AllowedSources("caravan.geozarr.sources", List.of(server.address()));
        return new Documents(allowed, true, RemoteLimits.within(Duration.ofSeconds(20)));
    }
}
