package dev.caravan.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.version.Pointer.Earlier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeepRuleTest {
    private static final Instant NOW = Instant.parse("2026-05-10T00:00:00Z");

    @Test
    void theLiveOneAndTheNewestBeforeItAreKept() {
        KeepRule rule = new KeepRule(3, Duration.ofDays(1));

        assertThat(rule.due(live("v5", days("v4", 9), days("v3", 9), days("v2", 9), days("v1", 9)), NOW))
                .containsExactly("v2", "v1");
    }

    @Test
    void whatWasReplacedAMomentAgoIsKeptForThoseWhoReadIt() {
        KeepRule rule = new KeepRule(1, Duration.ofDays(2));

        assertThat(rule.due(live("v3", days("v2", 1), days("v1", 2)), NOW)).containsExactly("v1");
    }

    @Test
    void afterARollBackTheLiveOneIsNeverDueAlthoughItIsTheOldest() {
        KeepRule rule = new KeepRule(2, Duration.ZERO);

        assertThat(rule.due(live("v1", days("v2", 5), days("v3", 6)), NOW)).containsExactly("v2");
    }

    private static Pointer live(String version, Earlier... earlier) {
        return new Pointer(1, "a", version, null, "", NOW, 1, List.copyOf(Arrays.asList(earlier)));
    }

    private static Earlier days(String version, int ago) {
        return new Earlier(version, NOW.minus(Duration.ofDays(ago)));
    }
}
