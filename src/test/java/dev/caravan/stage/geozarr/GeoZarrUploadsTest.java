package dev.caravan.stage.geozarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.geozarr.GeoZarr;
import dev.caravan.geozarr.GeoZarrRecords;
import dev.caravan.geozarr.GeoZarrUpload;
import dev.caravan.manifest.Manifest;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connections;
import dev.caravan.support.ARun;
import dev.caravan.support.RealRedis;
import dev.caravan.version.Versioning;
import dev.caravan.zarr.ZarrSample;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

@ExtendWith(RealRedis.class)
class GeoZarrUploadsTest {
    private static final String R10 = "/measurements/reflectance/r10m";
    private static final String CHUNK = "measurements/reflectance/r10m/b02/c/0/0";

    @TempDir
    Path directory;

    private final String prefix = UUID.randomUUID() + "/";
    private final S3Client s3 = RealS3.owner();
    private final PublicationStore publications = new PublicationStore(RealRedis.template());
    private final GeoZarrRecords records = new GeoZarrRecords(RealRedis.template());
    private final ARun run = new ARun();
    private Instant now = Instant.parse("2026-11-22T16:41:00Z");
    private S3Connections connections;
    private GeoZarrUploads uploads;
    private PublishSettings settings;

    @AfterEach
    void close() {
        connections.close();
        s3.close();
    }

    @ParameterizedTest
    @EnumSource
    void allOfItIsThere(Layout layout) throws IOException {
        target(layout);
        GeoZarr made = proven("1");

        Publication published = upload(made);

        String home = "geozarr/sample/"
                + (layout == Layout.PLAIN ? "" : made.requireResult().version() + "/");
        assertThat(keys())
                .contains(home + "zarr.json", home + Manifest.NAME, home + CHUNK)
                .hasSize(8 + 8 + 1 + (layout == Layout.PLAIN ? 0 : 1));
        assertThat(published.address().toString()).endsWith("/" + home + "zarr.json");
        assertThat(RealS3.get(published.address()).body())
                .isEqualTo(Files.readAllBytes(made.requireResult().store().resolve("zarr.json")));
        assertThat(publications.find("geozarr/sample", "here")).contains(published);
    }

    @Test
    void theMetadataOfZarr2GoesTooAsJson() throws IOException {
        target(Layout.PLAIN);
        Path store = ZarrSample.V2_CONSOLIDATED.in(GeoZarr.Result.store(directory.resolve("1")));
        GeoZarr made = made("1");
        GeoZarr named = made.with(new GeoZarr.Result(
                directory.resolve("1"), made.requireResult().producer(), now, "20261122T164100Z-9f86d081"));
        new GeoZarrManifest(settings).write(named, run);

        Publication published = upload(named);

        assertThat(store).exists();
        assertThat(published.address().toString()).endsWith("/geozarr/sample/.zmetadata");
        assertThat(keys()).contains("geozarr/sample/.zgroup", "geozarr/sample/quality/.zattrs");
        assertThat(RealS3.get(published.address()).headers().firstValue("Content-Type"))
                .contains("application/json");
    }

    @Test
    void chunksOfAnEarlierStoreDoNotShineThrough() throws IOException {
        target(Layout.PLAIN);
        upload(proven("1"));
        GeoZarr next = made("2");
        Files.delete(next.requireResult().store().resolve(CHUNK));

        upload(proof().check(next, run));

        assertThat(keys()).doesNotContain("geozarr/sample/" + CHUNK).contains("geozarr/sample/zarr.json");
        assertThat(run.lines()).contains("deleted of the earlier store: 1 objects");
    }

    @Test
    void whatIsThereIsNotSentAgain() throws IOException {
        target(Layout.VERSIONED);
        GeoZarr made = proven("1");
        upload(made);

        Publication again = upload(made);

        assertThat(again.version()).isEqualTo(made.requireResult().version());
        assertThat(keys()).hasSize(8 + 8 + 1 + 1);
    }

    @Test
    void aStoreThatIsGoneIsSaidToBeSo() throws IOException {
        target(Layout.PLAIN);
        GeoZarr made = proven("1");
        dev.caravan.workspace.Trees.delete(made.requireResult().directory());

        assertThatThrownBy(() -> upload(made)).hasMessageContaining("has to be converted again");
    }

    @Test
    void whatIsNotWholeIsNotProven() throws IOException {
        target(Layout.PLAIN);
        GeoZarr made = made("1");
        Files.delete(made.requireResult().store().resolve("quality/zarr.json"));

        assertThatThrownBy(() -> proof().check(made, run))
                .isInstanceOf(NotWholeException.class)
                .hasMessageContaining("they differ in [/quality]");
        assertThat(run.lines()).anyMatch(line -> line.startsWith("failed: consolidated metadata"));
    }

    @Test
    void atItsEndTheAddressesAreNotedAndTheDiskIsFree() throws IOException {
        target(Layout.PLAIN);
        GeoZarr made = proven("1");
        URI address = upload(made).address();

        new GeoZarrEnd(publications, settings, records).record(made, run);

        assertThat(run.notes()).containsEntry("addresses", List.of(address.toString()));
        assertThat(made.requireResult().directory()).doesNotExist();
    }

    @Test
    void whatIsNotPublishedIsNotRecorded() throws IOException {
        target(Layout.PLAIN);
        GeoZarr made = proven("1");
        publications.remove("geozarr/sample", "here");

        assertThatThrownBy(() -> new GeoZarrEnd(publications, settings, records).record(made, run))
                .isInstanceOf(IllegalStateException.class);
        assertThat(made.requireResult().store()).exists();
    }

    private void target(Layout layout) {
        settings = RealS3.settings(
                ATarget.named("here").prefix(prefix).layout(layout).build());
        connections = RealS3.connections(settings);
        Versioning versioning = new Versioning(settings, connections);
        uploads = new GeoZarrUploads(
                settings,
                connections,
                publications,
                new GeoZarrUploads.Versions(
                        versioning.datasets, versioning.uploads, versioning.pointers, versioning.locks));
    }

    private GeoZarr proven(String attempt) throws IOException {
        return proof().check(made(attempt), run);
    }

    private GeoZarr made(String attempt) {
        Path own = directory.resolve(attempt);
        if (!Files.exists(own)) {
            ZarrSample.GEOZARR.in(GeoZarr.Result.store(own));
        }
        Manifest.Producer producer = new Manifest.Producer("eopf-geozarr", "", Map.of());
        return UsualGeoZarr.of("https://data.example/a.zarr", R10).with(new GeoZarr.Result(own, producer, null, null));
    }

    private GeoZarrProof proof() {
        now = now.plusSeconds(1);
        return new GeoZarrProof(new GeoZarrManifest(settings), Clock.fixed(now, ZoneOffset.UTC));
    }

    private Publication upload(GeoZarr made) throws IOException {
        return uploads.upload(new GeoZarrUpload(made, "here"), run);
    }

    private List<String> keys() {
        return s3.listObjectsV2(request -> request.bucket(RealS3.BUCKET).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .map(key -> key.substring(prefix.length()))
                .toList();
    }
}
