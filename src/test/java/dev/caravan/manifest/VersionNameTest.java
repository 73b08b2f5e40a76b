package dev.caravan.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class VersionNameTest {

    @Test
    void namesTheSecondInUtcAndWhatItWasMadeOf() {
        String name = VersionName.of(Instant.parse("2026-03-04T05:06:07.899Z"), "abc");

        assertThat(name).isEqualTo("20260304T050607Z-ba7816bf");
        assertThat(VersionName.isOne(name)).isTrue();
    }

    @Test
    void theOrderOfNamesIsTheOrderOfTimes() {
        String earlier = VersionName.of(Instant.parse("2026-09-30T23:59:59Z"), "a");
        String later = VersionName.of(Instant.parse("2026-10-01T00:00:00Z"), "b");

        assertThat(earlier).isLessThan(later);
    }

    @Test
    void directoriesOfOthersAreNoVersions() {
        assertThat(VersionName.isOne("20260304T050607Z-BA7816BF")).isFalse();
        assertThat(VersionName.isOne("octree")).isFalse();
        assertThat(VersionName.isOne("20260304T050607Z-ba7816bf.old")).isFalse();
    }
}
