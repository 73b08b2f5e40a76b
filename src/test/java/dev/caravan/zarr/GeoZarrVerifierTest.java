package dev.caravan.zarr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoZarrVerifierTest {
    private static final List<String> GROUPS =
            List.of("/measurements/reflectance/r10m", "/measurements/reflectance/r20m");
    private static final String BAND = "measurements/reflectance/r10m/b02/";

    @TempDir
    Path store;

    @Test
    void aWholeStorePasses() throws IOException {
        GeoZarrVerifier.Report report = verify(ZarrSample.GEOZARR);

        assertThat(report.failures()).isEmpty();
        assertThat(report.passed()).isTrue();
        assertThat(report.arrays()).isEqualTo(2);
        assertThat(report.chunks()).isEqualTo(8);
        assertThat(report.checks())
                .extracting(GeoZarrVerifier.Check::name)
                .containsExactly("root", "consolidated metadata", "groups", "arrays", "georeference", "chunks");
    }

    @Test
    void withoutConsolidatedMetadataItFails() throws IOException {
        assertThat(verify(ZarrSample.V3).failures()).contains("consolidated metadata: there is none");
    }

    @Test
    void whatDoesNotLieOnTheEarthFails() throws IOException {
        assertThat(verify(ZarrSample.V3_CONSOLIDATED).failures()).contains("georeference: without multiscales");
        assertThat(verify(ZarrSample.V2_CONSOLIDATED).failures()).contains("georeference: without multiscales");
    }

    @Test
    void whatIsNoStoreFails() throws IOException {
        assertThat(new GeoZarrVerifier(ZarrLimits.USUAL).verify(store, GROUPS).failures())
                .contains("root: ")
                .contains("is no Zarr store");
    }

    @Test
    void aGroupThatIsMissingFails() throws IOException {
        ZarrSample.GEOZARR.in(store);

        assertThat(new GeoZarrVerifier(ZarrLimits.USUAL)
                        .verify(store, List.of("/measurements/reflectance/r60m"))
                        .failures())
                .contains("groups: without [/measurements/reflectance/r60m]");
    }

    @Test
    void aNodeThatIsGoneFails() throws IOException {
        ZarrSample.GEOZARR.in(store);
        Files.delete(store.resolve(BAND + "zarr.json"));

        assertThat(verify().failures()).contains("they differ in [/" + BAND.replaceFirst("/$", "") + "]");
    }

    @Test
    void anArrayThatCannotBeReadFails() throws IOException {
        ZarrSample.GEOZARR.in(store);
        Path root = store.resolve("zarr.json");
        Files.writeString(root, Files.readString(root).replace("\"data_type\"", "\"data\""));

        assertThat(verify().failures())
                .contains("arrays: the metadata of the array")
                .contains("it has no data_type");
    }

    @Test
    void aGroupWithoutChunksFails() throws IOException {
        ZarrSample.GEOZARR.in(store);
        for (String chunk : List.of("c/0/0", "c/0/1", "c/1/0", "c/1/1")) {
            Files.delete(store.resolve(BAND + chunk));
        }

        assertThat(verify().failures()).contains("chunks: no chunk in [/measurements/reflectance/r10m]");
    }

    @Test
    void moreChunksThanThereCanBeFail() throws IOException {
        ZarrSample.GEOZARR.in(store);
        Files.createFile(store.resolve(BAND + "c/1/2"));

        assertThat(verify().failures()).contains("has 5 chunks, at most 4 are expected");
    }

    private GeoZarrVerifier.Report verify(ZarrSample sample) throws IOException {
        return new GeoZarrVerifier(ZarrLimits.USUAL).verify(sample.in(store.resolve(sample.name())), GROUPS);
    }

    private GeoZarrVerifier.Report verify() throws IOException {
        return new GeoZarrVerifier(ZarrLimits.USUAL).verify(store, GROUPS);
    }
}
