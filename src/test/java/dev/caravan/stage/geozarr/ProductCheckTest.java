package dev.caravan.stage.geozarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.converter.BadInputException;
import dev.caravan.geozarr.GeoZarr;
import dev.caravan.geozarr.ProductSite;
import dev.caravan.remote.AllowedSources;
import dev.caravan.remote.Documents;
import dev.caravan.remote.RemoteLimits;
import dev.caravan.stac.Products;
import dev.caravan.support.ARun;
import dev.caravan.support.RealRedis;
import dev.caravan.zarr.ZarrLimits;
import dev.caravan.zarr.ZarrSample;
import dev.caravan.zarr.ZarrStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whether there is anything to do, before anything costly begins. */
@ExtendWith(RealRedis.class)
class ProductCheckTest {
    private static final String R10 = "/measurements/reflectance/r10m";

    @TempDir
    Path directory;

    private final ProductSite site = new ProductSite();
    private final ARun run = new ARun();
    private Documents documents;
    private Path store;

    @BeforeEach
    void aStore() throws IOException {
        store = ZarrSample.V2_CONSOLIDATED.in(directory.toRealPath().resolve("a.zarr"));
        documents = new Documents(AllowedSources.everything(), true, RemoteLimits.within(Duration.ofSeconds(10)));
    }

    @AfterEach
    void close() throws IOException {
        documents.close();
    }

    @Test
    void whatIsAskedForForTheFirstTimeIsToBeDone() throws IOException {
        GeoZarr found = check(asked(R10));

        assertThat(found.isUnchanged()).isFalse();
        assertThat(found.requireProduct().store()).isEqualTo(store.toString());
        assertThat(found.mark()).matches("[0-9a-f]{64}");
        assertThat(site.records.job(found.key())).contains(run.id());
    }

    @Test
    void theSameProductIsNotDoneAgainWhenOnlyAnotherOneIsWanted() throws IOException {
        GeoZarr before = check(asked(R10));

        GeoZarr same = check(before.again("geozarr-2", List.of("here"), before.mark()));
        assertThat(same.isUnchanged()).isTrue();
        assertThat(run.notes()).containsEntry("unchanged", true);

        Files.writeString(store.resolve(".zattrs"), "{\"title\": \"made anew\"}");
        assertThat(check(before.again("geozarr-3", List.of("here"), before.mark()))
                        .isUnchanged())
                .isFalse();
        assertThat(check(before.again("geozarr-4", List.of("here"), null)).isUnchanged())
                .isFalse();
    }

    @Test
    void aMissingGroupIsNamed() {
        assertThatThrownBy(() -> check(asked("/r10m")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has no group '/r10m'");
    }

    private GeoZarr asked(String group) {
        return UsualGeoZarr.of(store, group).again("geozarr-1", List.of("here"), null);
    }

    private GeoZarr check(GeoZarr asked) throws IOException {
        AllowedSources all = AllowedSources.everything();
        return new ProductCheck(
                        new Products(all, documents),
                        new ZarrStores(all, documents, ZarrLimits.USUAL),
                        site.records,
                        true)
                .check(asked, run);
    }
}
