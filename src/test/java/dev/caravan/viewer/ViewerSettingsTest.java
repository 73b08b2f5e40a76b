package dev.caravan.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.setting.InvalidSettingException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViewerSettingsTest {
    private static final LinkSettings LINKS = new LinkSettings(Duration.ofHours(1), Duration.ofDays(7));

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://maps.example.org", "http://localhost:8081", "http://[::1]:80"})
    void anOriginHasNoPath(String origin) {
        assertThat(settings(origin, "", 1, 10).lets(origin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"maps.example.org", "https://maps.example.org/", "https://*.example.org", "null", "", "HTTPS://A"
            })
    void whatIsNoOriginIsRefused(String origin) {
        assertThatThrownBy(() -> settings(origin, "", 1, 10))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("caravan.viewer.origins");
    }

    @Test
    void onlyTheOriginsThatAreNamedAreLetIn() {
        assertThat(settings("https://a.example", "", 1, 10).lets("https://b.example"))
                .isFalse();
        assertThat(settings("*", "", 1, 10).lets("https://b.example")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://x, 1, 10, public-url",
        "https://x?y, 1, 10, public-url",
        "https://u:p@x, 1, 10, public-url",
        "'', 0, 10, requests-per-second",
        "'', 100001, 10, requests-per-second",
        "'', 1, 0, timeout",
        "'', 1, 301, timeout"
    })
    void whatCannotWorkIsRefused(String publicUrl, int requests, int seconds, String key) {
        assertThatThrownBy(() -> settings("*", publicUrl, requests, seconds))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("caravan.viewer." + key);
    }

    @ParameterizedTest
    @CsvSource({"PT59S, P1D, lifetime", "PT2H, PT1H, lifetime", "PT1H, P8D, longest", "PT1H, PT59S, longest"})
    void theLifetimesOfLinksHaveBounds(Duration lifetime, Duration longest, String key) {
        assertThatThrownBy(() -> new LinkSettings(lifetime, longest))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("caravan.viewer.links." + key);
    }

    @Test
    void aPublicUrlEndsWithoutASlash() {
        assertThat(settings("*", "https://x.example/caravan/", 1, 10).publicUrl())
                .isEqualTo("https://x.example/caravan");
    }

    private static ViewerSettings settings(String origin, String publicUrl, int requests, int seconds) {
        return new ViewerSettings(
                List.of(origin), true, false, Duration.ofSeconds(seconds), publicUrl, requests, LINKS);
    }
}
