package dev.caravan.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class RateLimitsTest {
    private final StandingMeter time = new StandingMeter();
    private final RateLimits limits = new RateLimits(new LimitSettings(2, 3, DataSize.ofMegabytes(1)), time);

    @Test
    void aBurstIsLetThroughAndThenSoManyInASecond() {
        for (int request = 0; request < 3; request++) {
            assertThat(limits.take("ada")).isZero();
        }
        assertThat(limits.take("ada")).isEqualTo(Duration.ofMillis(500));

        time.nanos += Duration.ofMillis(500).toNanos();
        assertThat(limits.take("ada")).isZero();
        assertThat(limits.take("ada")).isPositive();
    }

    @Test
    void eachCallerHasTheirOwn() {
        for (int request = 0; request < 4; request++) {
            limits.take("ada");
        }
        assertThat(limits.take("grace")).isZero();
    }

    @Test
    void strangersDoNotFillTheMemoryAndTheBusyAreRemembered() {
        for (int stranger = 0; stranger < 30_000; stranger++) {
            limits.take("stranger " + stranger);
            limits.take("busy");
        }
        assertThat(limits.callers()).isEqualTo(10_000);
        assertThat(limits.take("busy")).isPositive();
    }

    private static final class StandingMeter implements TimeMeter {
        private long nanos;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
