package dev.caravan.s3.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.caravan.setting.InvalidSettingException;
import dev.caravan.support.StandingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class BandwidthTest {
    private final StandingClock clock = new StandingClock();

    @Test
    void bytesTakeAsLongAsTheLimitSays() throws InterruptedException {
        Instant began = clock.instant();

        send(bandwidth(1_000_000), 5_000_000);

        assertThat(secondsSince(began)).isCloseTo(5.0, within(0.11));
    }

    @Test
    void afterAPauseOnlyATenthOfASecondGoesAtOnce() throws InterruptedException {
        Bandwidth bandwidth = bandwidth(1_000_000);
        clock.pass(Duration.ofHours(1));
        Instant began = clock.instant();

        send(bandwidth, 1_000_000);

        assertThat(secondsSince(began)).isCloseTo(0.9, within(0.01));
    }

    @Test
    void withoutALimitNobodyWaits() throws InterruptedException {
        Instant began = clock.instant();

        send(bandwidth(0), 1_000_000_000);

        assertThat(clock.instant()).isEqualTo(began);
    }

    @Test
    void theTimetableCountsFromItsMinuteOn() throws InterruptedException {
        // 2026-11-23 is a Monday.
        clock.pass(Duration.between(clock.instant(), Instant.parse("2026-11-23T07:59:59Z")));
        BandwidthSettings settings = settings(0, "MON-FRI 08:00-18:00 1MB");
        Bandwidth bandwidth = new Bandwidth(settings, clock, clock::pass);
        send(bandwidth, 100 << 20);
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-23T07:59:59Z"));
        clock.pass(Duration.ofSeconds(1));

        send(bandwidth, 10 << 20);

        assertThat(secondsSince(Instant.parse("2026-11-23T08:00:00Z"))).isCloseTo(10.0, within(0.11));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T07:59:59Z, 9",
        "2026-11-23T08:00:00Z, 1",
        "2026-11-23T17:59:59Z, 1",
        "2026-11-23T18:00:00Z, 9",
        "2026-11-27T22:00:00Z, 2",
        "2026-11-28T05:59:59Z, 2",
        "2026-11-28T06:00:00Z, 9",
        "2026-11-29T00:00:00Z, 3",
        "2026-11-29T23:59:59Z, 3",
    })
    void thePeriodThatAMomentIsInSaysItsLimit(Instant moment, long limit) {
        BandwidthSettings settings = settings(9, "MON-FRI 08:00-18:00 1B", "FRI 22:00-06:00 2B", "SUN 00:00-24:00 3B");

        assertThat(settings.at(moment)).isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MON 08:00 1MB", "FOO 08:00-09:00 1MB", "MON 25:00-26:00 1MB", "MON 08:00-09:00 fast"})
    void aLineThatIsNoPeriodIsRefused(String line) {
        assertThatThrownBy(() -> settings(0, line))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("caravan.publish.bandwidth.timetable")
                .hasMessageContaining("MON-FRI 08:00-18:00 5MB");
    }

    @Test
    void aZoneThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> new BandwidthSettings(DataSize.ofBytes(0), List.of(), "Mars/Olympus"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("caravan.publish.bandwidth.zone");
    }

    private Bandwidth bandwidth(long limit) {
        return new Bandwidth(settings(limit), clock, clock::pass);
    }

    private static BandwidthSettings settings(long limit, String... timetable) {
        return new BandwidthSettings(DataSize.ofBytes(limit), List.of(timetable), "UTC");
    }

    private static void send(Bandwidth bandwidth, int bytes) throws InterruptedException {
        for (int left = bytes; left > 0; left -= 4096) {
            bandwidth.take(Math.min(left, 4096));
        }
    }

    private double secondsSince(Instant began) {
        return Duration.between(began, clock.instant()).toNanos() / 1e9;
    }
}
