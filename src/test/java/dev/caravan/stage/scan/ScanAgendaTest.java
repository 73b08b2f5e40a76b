package dev.caravan.stage.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.file.FileStore;
import dev.caravan.support.RealRedis;
import dev.caravan.support.StandingClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealRedis.class)
class ScanAgendaTest {
    private final StandingClock clock = new StandingClock();
    private final ScanAgenda agenda = agenda(Duration.ofSeconds(60));

    @Test
    void nothingIsDueWhenNothingWaits() {
        agenda.finished(result(0, 3, true));
        assertThat(agenda.next()).isNull();
        assertThat(agenda.isDue()).isFalse();
    }

    @Test
    void waitingFilesAreLookedAtAgainAfterTheSettleTimeThenLessAndLessOften() {
        for (int seconds : List.of(60, 120, 240, 480, 600, 600)) {
            agenda.finished(result(1, 0, true));
            assertDueAfter(Duration.ofSeconds(seconds));
            agenda.started();
        }
    }

    @Test
    void aClaimBeginsFromTheShortestDelayAgain() {
        agenda.finished(result(1, 0, true));
        agenda.finished(result(1, 0, true));
        agenda.finished(result(1, 1, true));
        assertDueAfter(Duration.ofSeconds(60));
    }

    @Test
    void aShortSettleTimeDoesNotMakeItRestless() {
        ScanAgenda restless = agenda(Duration.ZERO);
        restless.finished(result(1, 0, true));
        assertThat(restless.next()).isEqualTo(clock.instant().plusSeconds(5));
    }

    @Test
    void aScanThatEndedEarlyIsRepeatedAtOnceButNotForEver() {
        for (int seconds : List.of(0, 5, 10, 20)) {
            agenda.finished(result(0, 0, false));
            assertThat(agenda.next()).isEqualTo(clock.instant().plusSeconds(seconds));
        }
        agenda.finished(result(0, 0, true));
        agenda.finished(result(0, 0, false));
        assertThat(agenda.isDue()).isTrue();
    }

    @Test
    void whileAScanRunsNoOtherIsDue() {
        agenda.finished(result(0, 0, false));
        agenda.started();
        assertThat(agenda.isDue()).isFalse();
    }

    private void assertDueAfter(Duration delay) {
        clock.pass(delay.minusMillis(1));
        assertThat(agenda.isDue()).isFalse();
        clock.pass(Duration.ofMillis(1));
        assertThat(agenda.isDue()).isTrue();
    }

    private ScanAgenda agenda(Duration settle) {
        return new ScanAgenda(settle, new FileStore(RealRedis.template()), clock);
    }

    private ScanResult result(long waiting, long claimed, boolean complete) {
        return new ScanResult(
                clock.instant(), clock.instant(), 9, 9, waiting, claimed, 0, 0, 0, List.of(), List.of(), 0, complete);
    }
}
