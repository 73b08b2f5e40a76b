package dev.caravan.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<Progress> told = new ArrayList<>();
    private long now;

    @Test
    void speedAndTimeLeftComeFromWhatIsDone() {
        ProgressMeter meter = meter(1000L);

        for (int i = 0; i < 10; i++) {
            now += SECOND;
            meter.add(50);
        }

        Progress progress = meter.progress();
        assertThat(progress.percent()).isEqualTo(50);
        assertThat(progress.perSecond()).isCloseTo(50, within(1e-9));
        assertThat(progress.etaSeconds()).isCloseTo(10, within(1e-9));
    }

    @Test
    void theSpeedFollowsAChangeButNotAMoment() {
        ProgressMeter meter = meter(100_000L);
        pass(meter, 60, 100);

        pass(meter, 1, 1000);
        assertThat(meter.progress().perSecond()).isBetween(100.0, 200.0);

        pass(meter, 60, 1000);
        assertThat(meter.progress().perSecond()).isBetween(950.0, 1000.0);
    }

    @Test
    void whatNeedNotBeDoneCountsAsDoneButNotForTheSpeed() {
        ProgressMeter meter = meter(1000L);
        meter.skip(500);
        pass(meter, 5, 50);

        assertThat(meter.progress().percent()).isEqualTo(75);
        assertThat(meter.progress().perSecond()).isCloseTo(50, within(1e-9));
    }

    @Test
    void beforeThereIsASpeedNoTimeIsGuessed() {
        ProgressMeter meter = meter(1000L);
        meter.add(10);

        assertThat(meter.progress().perSecond()).isNull();
        assertThat(meter.progress().etaSeconds()).isNull();
    }

    @Test
    void withoutATotalThereIsASpeedAndNothingElse() {
        ProgressMeter meter = meter(null);
        pass(meter, 2, 50);

        assertThat(meter.progress())
                .extracting(Progress::percent, Progress::total, Progress::etaSeconds)
                .containsOnlyNulls();
        assertThat(meter.progress().perSecond()).isCloseTo(50, within(1e-9));
    }

    @Test
    void whenThereIsMoreThanThereShouldBeNobodyKnowsTheTotal() {
        ProgressMeter meter = meter(100L);
        pass(meter, 3, 50);

        assertThat(meter.progress().done()).isEqualTo(150);
        assertThat(meter.progress().total()).isNull();
        assertThat(meter.progress().percent()).isNull();
        assertThat(meter.progress().etaSeconds()).isNull();
    }

    @Test
    void itNeverGoesBack() {
        ProgressMeter meter = meter(100L);
        meter.reach(70);
        meter.reach(60);

        assertThat(meter.progress().done()).isEqualTo(70);
    }

    @Test
    void aFewTimesASecondIsEnoughButTheEndIsAlwaysTold() {
        ProgressMeter meter = meter(1000L);
        for (int i = 0; i < 1000; i++) {
            now += SECOND / 1000;
            meter.add(1);
        }

        assertThat(told).hasSizeBetween(4, 7);
        assertThat(told).last().extracting(Progress::percent).isEqualTo(100.0);
    }

    private void pass(ProgressMeter meter, int seconds, long each) {
        for (int i = 0; i < seconds; i++) {
            now += SECOND;
            meter.add(each);
        }
    }

    private ProgressMeter meter(Long total) {
        return new ProgressMeter("upload", "bytes", total, told::add, () -> now);
    }
}
