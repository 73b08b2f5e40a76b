package dev.caravan.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.publication.Publication;
import dev.caravan.s3.Layout;
import dev.caravan.support.RealRedis;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RealRedis.class)
class PassesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.5Z");

    private final Passes passes = passes(NOW);

    @Test
    void aPassIsKnownAgainByEveryInstanceUntilItsEnd() {
        Pass pass = passes.issue("a/b", publication(Layout.VERSIONED), Duration.ofHours(1));
        String token = token(pass);

        assertThat(passes.check(token)).contains(pass);
        assertThat(passes(NOW.plusSeconds(3598)).check(token)).contains(pass);
        assertThat(passes(NOW.plusSeconds(3600)).check(token)).isEmpty();
        assertThat(pass.expires()).isEqualTo(Instant.parse("2026-11-22T11:00:00Z"));
        assertThat(pass.lasting()).isTrue();
        assertThat(passes.issue("a/b", publication(Layout.PLAIN), Duration.ofHours(1))
                        .lasting())
                .isFalse();
    }

    @Test
    void noBitOfATokenCanBeChanged() {
        String token = token(passes.issue("a/b", publication(Layout.PLAIN), Duration.ofHours(1)));

        // The last character has bits that stand for nothing.
        for (int i = 0; i < token.length() - 1; i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String forged = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(passes.check(forged)).as("character " + i).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "%", "a.b", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatWasNeverATokenIsNone(String token) {
        assertThat(passes.check(token)).isEmpty();
    }

    @Test
    void whatIsTooLongIsNotEvenDecoded() {
        assertThat(passes.check("A".repeat(6001))).isEmpty();
    }

    @Test
    void revokingEndsAllOfThemForAllInstances() {
        Passes other = passes(NOW);
        String token = token(passes.issue("a", publication(Layout.PLAIN), Duration.ofHours(1)));

        other.revoke();

        assertThat(passes.check(token)).isEmpty();
        String fresh = token(passes.issue("a", publication(Layout.PLAIN), Duration.ofHours(1)));
        assertThat(other.check(fresh)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "area/terrain, area/terrain",
        "a b/münchen;x%2F\\, a_b/m_nchen_x_2F_",
        "../a, _/a",
        "a/./b.las, a/_/b.las",
        ".hidden, .hidden"
    })
    void thePathHasOnlyPlainCharactersOfTheKey(String key, String title) {
        Pass pass = passes.issue(key, publication(Layout.PLAIN), Duration.ofHours(1));

        assertThat(pass.title()).isEqualTo(title);
        assertThat(passes.path(pass)).matches("/view/[A-Za-z0-9_-]+/[A-Za-z0-9._~/-]+/");
    }

    private String token(Pass pass) {
        return passes.path(pass).split("/")[2];
    }

    private static Passes passes(Instant now) {
        return new Passes(RealRedis.template(), Clock.fixed(now, ZoneOffset.UTC));
    }

    static Publication publication(Layout layout) {
        URI address = URI.create("http://127.0.0.1/metadata.json");
        return new Publication(
                "near", layout, "v1", "clouds/a/b/v1/", address, null, 4, 1234, Instant.EPOCH, "job-1", null);
    }
}
