package dev.caravan.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.converter.BadInputException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupPathsTest {

    @ParameterizedTest
    @CsvSource({
        "measurements/r10m, /measurements/r10m",
        "/measurements/r10m/, /measurements/r10m",
        "//measurements///r10m, /measurements/r10m",
        "' a ', /a",
        "/, /",
        "..., /..."
    })
    void areAbsolute(String text, String expected) {
        assertThat(GroupPaths.normalised(List.of(text))).containsExactly(expected);
    }

    @Test
    void areKeptOnceInTheirOrder() {
        assertThat(GroupPaths.normalised(List.of("/b, a", "b/  c", ""))).containsExactly("/b", "/a", "/c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "/a/../b", "a/./b", "..", "a\u0000b"})
    void whatLeadsElsewhereIsRefused(String text) {
        assertThatThrownBy(() -> GroupPaths.normalised(List.of(text)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("which no group has");
    }

    @Test
    void thereAreLimits() {
        List<String> many = IntStream.range(0, 257).mapToObj(i -> "g" + i).toList();

        assertThatThrownBy(() -> GroupPaths.normalised(many)).hasMessageContaining("more than 256 groups");
        assertThatThrownBy(() -> GroupPaths.normalised(Collections.singletonList("a".repeat(1025))))
                .hasMessageContaining("has 1025 characters; at most 1024");
    }
}
