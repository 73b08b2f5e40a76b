package dev.caravan.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.converter.BadInputException;
import dev.caravan.setting.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedSourcesTest {
    private static final String KEY = "caravan.geozarr.sources";

    @ParameterizedTest
    @CsvSource({
        "https://a.example, https://a.example/x.zarr",
        "https://a.example, https://A.example:443/x.zarr",
        "https://a.example/open, https://a.example/open/x.zarr",
        "https://a.example/open/, https://a.example/open",
        "https://a.example:2222/e05:2025, https://a.example:2222/e05:2025/18/x.zarr",
        "https://*.example, https://a.example/x.zarr",
        "https://*.example, https://a.b.example/x.zarr",
        "https://*, https://anything.org/x.zarr",
        "http://[::1]:80, http://[::1]/x.zarr"
    })
    void allowsWhatBeginsSo(String rule, String address) {
        assertThat(new AllowedSources(KEY, List.of(rule)).address(address)).hasToString(address);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example, http://a.example/x.zarr",
        "https://a.example, https://a.example:8443/x.zarr",
        "https://a.example, https://a.example.evil.org/x.zarr",
        "https://a.example/open, https://a.example/opened/x.zarr",
        "https://a.example/open, https://a.example/",
        "https://a.example/open, https://a.example/open/%2e%2e/secret",
        "https://a.example/open, https://a.example/open%2Fx",
        "https://*.example, https://example/x.zarr",
        "https://*.example, https://badexample/x.zarr",
        "/data, https://a.example/x.zarr"
    })
    void refusesAnythingElse(String rule, String address) {
        assertThatThrownBy(() -> new AllowedSources(KEY, List.of(rule)).address(address))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("may not be read: " + KEY + " allows [" + rule + "]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://me:geheim@a.example/x   | has a user, a query or a fragment
            https://a.example/x?sig=geheim  | has a user, a query or a fragment
            https://a.example/x#geheim      | has a user, a query or a fragment
            https://a.example/a/../x        | '.', '..' or an empty name
            https://a.example/a//x          | '.', '..' or an empty name
            https://a.example/a b           | malformed at character 19
            https:a.example                 | is no address such as
            file:///geheim                  | is no address such as
            """)
    void refusesWhatIsNoPlainAddress(String address, String reason) {
        assertThatThrownBy(() -> new AllowedSources(KEY, List.of("https://*")).address(address))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void withoutAnythingListedNothingIsAllowed() {
        assertThatThrownBy(() -> new AllowedSources(KEY, List.of()).address("https://a.example/x"))
                .hasMessageContaining("allows nothing; list there what may be read");
    }

    @Test
    void allowsPathsBelowADirectory(@TempDir Path directory) throws IOException {
        Path store = Files.createDirectories(directory.resolve("open/a.zarr"));

        Path allowed = new AllowedSources(KEY, List.of(directory.resolve("open").toString())).path(store.toString());

        assertThat(allowed).isEqualTo(store.toRealPath());
    }

    @Test
    void refusesOtherPaths(@TempDir Path directory) throws IOException {
        Path open = Files.createDirectories(directory.resolve("open"));
        Path secret = Files.createDirectories(directory.resolve("secret"));
        Files.createSymbolicLink(open.resolve("link"), secret);
        AllowedSources allowed = new AllowedSources(KEY, List.of(open.toString()));

        assertThatThrownBy(() -> allowed.path(secret.toString())).hasMessageContaining("may not be read");
        assertThatThrownBy(() -> allowed.path(open + "/link")).hasMessageContaining("is a link to a place outside");
        assertThatThrownBy(() -> allowed.path(open + "/../secret")).hasMessageContaining("without '.' and '..'");
        assertThatThrownBy(() -> allowed.path("open/a")).hasMessageContaining("neither an address");
        assertThatThrownBy(() -> allowed.path(open + "/none")).hasMessageContaining("is not there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data",
                "ftp://a.example",
                "https://",
                "https://a.example?x=1",
                "https://a.*",
                "https://u@a.example"
            })
    void aRuleThatIsNoneIsRefusedAtTheStart(String rule) {
        assertThatThrownBy(() -> new AllowedSources(KEY, List.of(rule)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(KEY)
                .hasMessageContaining("an absolute directory, or an address");
    }
}
