package dev.caravan.stac;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductsTest {
    private static final String ITEM = """
            {"type": "Feature", "stac_version": "1.0.0", "id": "S2B_T29RLL", "bbox": [-10.2, 29.7, -9.0, 30.7],
             "properties": {"datetime": "2025-05-18T11:21:19Z"},
             "assets": {
               "thumbnail": {"href": "./t.png", "type": "image/png", "roles": ["thumbnail"]},
               "SR_10m": {"href": "./a.zarr/measurements/reflectance/r10m", "type": "application/vnd+zarr", "roles": ["data"]},
               "product": {"href": "%s", "type": "application/vnd+zarr; version=2", "roles": ["data", "metadata"]}}}
            """;

    @TempDir
    Path directory;

    private WebServer server;
    private Documents documents;
    private Products products;

    @BeforeEach
    void start() throws IOException {
        directory = directory.toRealPath();
        server = new WebServer(directory);
        AllowedSources allowed =
                new AllowedSources("caravan.geozarr.sources", List.of(server.address(), directory.toString()));
        documents = new Documents(allowed, true, RemoteLimits.within(Duration.ofSeconds(20)));
        products = new Products(allowed, documents);
    }

    @AfterEach
    void stop() throws IOException {
        documents.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "items/S2B.json, ./a.zarr, /items/a.zarr",
        "items/S2B, ../a.zarr/, /a.zarr",
        "items/S2B, /stores/a.zarr, /stores/a.zarr"
    })
    void anItemLeadsToItsStore(String name, String href, String expected) throws IOException {
        write(name, ITEM.formatted(href));

        Product product = products.find(server.address() + "/" + name, "product");

        assertThat(product)
                .isEqualTo(new Product(
                        server.address() + expected,
                        "S2B_T29RLL",
                        "2025-05-18T11:21:19Z",
                        List.of(-10.2, 29.7, -9.0, 30.7)));
    }

    @Test
    void anItemOnDiskDoesSo() throws IOException {
        Files.createDirectories(directory.resolve("a.zarr"));
        write("items/S2B.json", ITEM.formatted("../a.zarr"));

        Product product = products.find(directory.resolve("items/S2B.json").toString(), "product");

        assertThat(product.store()).isEqualTo(directory.resolve("a.zarr").toString());
        assertThat(product.id()).isEqualTo("S2B_T29RLL");
    }

    @Test
    void aStoreIsTakenAsItIs() throws IOException {
        Files.createDirectories(directory.resolve("a.zarr"));

        assertThat(products.find(server.address() + "/a.zarr", "product").store())
                .isEqualTo(server.address() + "/a.zarr");
        assertThat(products.find(server.address() + "/other", "product").store())
                .isEqualTo(server.address() + "/other");
        assertThat(products.find(directory.resolve("a.zarr").toString(), "product")
                        .store())
                .isEqualTo(directory.resolve("a.zarr").toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            s3://bucket/a.zarr           | an address of the scheme s3, which cannot be read
            https://evil.example/a.zarr  | may not be read
            http://[                     | malformed
            ../../a.zarr?token=geheim    | has a user, a query or a fragment
            """)
    void anItemMayNotLeadAnywhere(String href, String reason) throws IOException {
        write("S2B.json", ITEM.formatted(href));

        assertThatThrownBy(() -> products.find(server.address() + "/S2B.json", "product"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void anItemOnDiskMayNotLeadOutOfWhatIsAllowed() throws IOException {
        write("S2B.json", ITEM.formatted("../../../../../etc"));

        assertThatThrownBy(() -> products.find(directory.resolve("S2B.json").toString(), "product"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("may not be read");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"stac_version": "1.0.0", "type": "Collection"} | its type is "Collection", expected is "Feature"
            {"stac_version": "1.0.0", "type": "Feature"} | it has no 'id'
            {"stac_version": "1.0.0", "type": "Feature", "id": "a"} | it has no object 'assets'
            {"stac_version": "1.0.0", "type": "Feature", "id": "a", "assets": {"b": {}}} | its asset 'b' has no 'href'
            {"stac_version": "1.0.0", "type": "Feature", "id": "a", "bbox": [1], "assets": {}} | its bbox has 1 numbers
            {"stac_version": "1.0.0", "type": "Feature", "id": "a", "bbox": [1, 2, 3, "4"], "assets": {}} | its bbox has "4"
            {"stac_version": "1.0.0", "type": "Feature", "id": "a", "assets": {}} | it has no assets at all
            {"type": "Feature"} | is no STAC item
            nothing | is no STAC item
            """)
    void whatIsWrongIsSaid(String item, String reason) throws IOException {
        write("S2B.json", item);

        assertThatThrownBy(() -> products.find(server.address() + "/S2B.json", "product"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(server.address() + "/S2B.json")
                .hasMessageContaining(reason);
    }

    @Test
    void anItemThatIsNotThereIsSaidToBeSo() {
        assertThatThrownBy(() -> products.find(server.address() + "/S2B.json", "product"))
                .hasMessageContaining("is not there (the server answered 404)");
    }

    @Test
    void theOnlyStoreWithDataIsTakenWhenNoneHasTheKey() {
        StacItem item = item(
                new StacAsset("preview", "p.zarr", "application/x-zarr", List.of("overview")),
                new StacAsset("all", "a.zarr", "", List.of("data")));

        assertThat(item.zarr("product").key()).isEqualTo("all");
    }

    @Test
    void nobodyGuessesAmongSeveral() {
        StacItem item = item(
                new StacAsset("a", "a.zarr", "application/x-zarr", List.of()),
                new StacAsset("b", "b.zarr", "application/vnd.zarr", List.of()));

        assertThatThrownBy(() -> item.zarr("product"))
                .hasMessageContaining("has no asset 'product', and several that are Zarr stores with data")
                .hasMessageContaining("[a, b]");
    }

    @Test
    void anAssetThatIsNoStoreIsRefused() {
        StacItem item = item(new StacAsset("product", "a.tif", "image/tiff", List.of("data")));

        assertThatThrownBy(() -> item.zarr("product")).hasMessageContaining("has the media type 'image/tiff'");
    }

    private static StacItem item(StacAsset... assets) {
        return new StacItem("item.json", "x", "", List.of(), List.of(assets));
    }

    private void write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
