package dev.caravan.stage.geozarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.geozarr.GeoZarr;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.Layout;
import dev.caravan.s3.RealS3;
import dev.caravan.support.ARun;
import dev.caravan.support.FaultyProxy;
import dev.caravan.support.RealRedis;
import dev.caravan.version.RollBack;
import dev.caravan.zarr.ZarrSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store of thousands of small files takes one request for each of them, and a few lists. */
@Timeout(180)
@ExtendWith(RealRedis.class)
class ManyChunksTest {
    private static final int ROWS = 43;
    private static final int CHUNKS = ROWS * ROWS;
    private static final String ARRAY = "measurements/reflectance/r10m/b02/";

    @TempDir
    Path directory;

    private FaultyProxy proxy;
    private GeoZarrSite site;

    @BeforeEach
    void aTargetBehindAProxy() throws IOException {
        proxy = new FaultyProxy(RealS3.SERVER.endpoint());
        in(Layout.PLAIN);
    }

    private void in(Layout layout) {
        site = new GeoZarrSite(
                directory,
                ATarget.named("here")
                        .at(proxy.address())
                        .keys(RealS3.SERVER.accessKey(), RealS3.SERVER.secretKey())
                        .prefix(UUID.randomUUID() + "/")
                        .layout(layout)
                        .build());
    }

    @AfterEach
    void stop() throws IOException {
        site.close();
        proxy.close();
    }

    @Test
    void areSentOnceProvenByListsAndDeletedOnce() throws IOException {
        GeoZarr proven = site.proven(manyChunks("1"), new ARun());

        site.upload(proven, new ARun());

        assertThat(site.publication().objects()).isGreaterThan(CHUNKS);
        assertThat(requests("PUT")).isBetween((long) CHUNKS, CHUNKS + 40L);
        assertThat(requests("HEAD")).isLessThan(20);
        assertThat(lists()).isBetween(2L, 10L);
        assertThat(requests("GET")).isLessThan(20);

        proxy.forgetRequests();
        site.unpublish(new ARun());

        assertThat(site.keys()).noneMatch(key -> key.startsWith(GeoZarrSite.KEY + "/"));
        assertThat(requests("DELETE")).isBetween((long) CHUNKS, CHUNKS + 40L);
        assertThat(requests("HEAD")).isLessThan(20);
        assertThat(lists()).isBetween(4L, 12L);
    }

    @Test
    void whereListsAreForbiddenEachIsAskedFor() throws IOException {
        GeoZarr proven = site.proven(manyChunks("1", 5), new ARun());
        proxy.answer(request -> request.contains("list-type") && !request.contains("delimiter")
                ? FaultyProxy.status(403)
                : Optional.empty());

        site.upload(proven, new ARun());
        site.unpublish(new ARun());

        assertThat(site.keys()).noneMatch(key -> key.startsWith(GeoZarrSite.KEY + "/"));
    }

    @ParameterizedTest
    @CsvSource({"0/7, has the", "somewhat longer, has 15 bytes", "'', is missing"})
    void aVersionOfManyIsNotRolledBackToWhenAChunkIsAnother(String content, String fault) throws IOException {
        site.close();
        in(Layout.VERSIONED);
        site.published(manyChunks("1", 5));
        String first = site.publication().version();
        site.published(manyChunks("2", 6));
        RollBack.Wish wish = new RollBack.Wish(GeoZarrSite.KEY, null, first, true);
        assertThat(site.versioning.rollBack.to(wish, "ann")).hasSize(1);

        String chunk = GeoZarrSite.KEY + "/" + first + "/" + ARRAY + "c/0/3";
        if (content.isEmpty()) {
            site.delete(chunk);
        } else {
            site.put(chunk, content);
        }

        assertThatThrownBy(() -> site.versioning.rollBack.to(wish, "ann")).hasMessageContaining(chunk + " " + fault);
    }

    private Path manyChunks(String attempt) throws IOException {
        return manyChunks(attempt, ROWS);
    }

    /** A usual store, one array of which has so many rows and columns of chunks. */
    private Path manyChunks(String attempt, int rows) throws IOException {
        Path own = directory.resolve(attempt);
        Path store = ZarrSample.GEOZARR.in(GeoZarr.Result.store(own));
        String chunk = "\"chunk_shape\" : [ 2, 2 ]";
        for (String document : new String[] {"zarr.json", ARRAY + "zarr.json"}) {
            Path file = store.resolve(document);
            String text = Files.readString(file);
            assertThat(text).contains("\"shape\" : [ 4, 4 ]", chunk);
            Files.writeString(
                    file, text.replace("\"shape\" : [ 4, 4 ]", "\"shape\" : [ " + 2 * rows + ", " + 2 * rows + " ]"));
        }
        for (int row = 0; row < rows; row++) {
            Path of = Files.createDirectories(store.resolve(ARRAY + "c/" + row));
            for (int column = 0; column < rows; column++) {
                Files.writeString(of.resolve(String.valueOf(column)), row + "/" + column);
            }
        }
        return own;
    }

    private long requests(String method) {
        return proxy.requests().stream()
                .filter(request -> request.startsWith(method + " ") && !request.endsWith("?acl"))
                .count();
    }

    private long lists() {
        return proxy.requests().stream()
                .filter(request -> request.contains("list-type"))
                .count();
    }
}
