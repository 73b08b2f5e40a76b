package dev.caravan.zarr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionsTest {
    private static final List<String> AVAILABLE = List.of(
            "/",
            "/conditions",
            "/measurements",
            "/measurements/reflectance",
            "/measurements/reflectance/r10m",
            "/measurements/reflectance/r20m",
            "/quality/l2a_quicklook/r60m");

    @ParameterizedTest
    @CsvSource({
        "/measurements/r10m, /measurements/reflectance/r10m",
        "/r60m, /quality/l2a_quicklook/r60m",
        "/measurement/reflectance/r10m, /measurements/reflectance/r10m",
        "/Measurements/Reflectance/R20M, /measurements/reflectance/r20m",
        "/quality/reflectance/r20m, /measurements/reflectance/r20m",
        "/measurements/reflectance/r10, /measurements/reflectance/r10m",
        "/conditons, /conditions"
    })
    void theNearestIsFirst(String missing, String expected) {
        assertThat(Suggestions.near(missing, AVAILABLE)).first().isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/something/else/altogether", "/x"})
    void whatIsFarIsNotSuggested(String missing) {
        assertThat(Suggestions.near(missing, AVAILABLE)).isEmpty();
    }

    @Test
    void thereAreFew() {
        assertThat(Suggestions.near("/a1", List.of("/a2", "/a3", "/a4", "/a5"))).containsExactly("/a2", "/a3", "/a4");
    }
}
