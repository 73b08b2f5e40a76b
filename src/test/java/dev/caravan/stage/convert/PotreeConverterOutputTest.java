package dev.caravan.stage.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.job.Progress;
import dev.caravan.support.ARun;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines as PotreeConverter 2.1 prints them. */
class PotreeConverterOutputTest {
    private static final String TAIL = "[RAM: 0.5GB (highest 0.5GB), CPU: 100%]";

    private final ARun run = new ARun();
    private long now;
    private final PotreeConverterOutput output =
            new PotreeConverterOutput(new ProcessProgress(run, "a.las"), "a.las", () -> now);

    @Test
    void eachPhaseHasItsPercentItsPointsItsSpeedAndTheTimeLeft() {
        output.accept("#points: 10'000'000");
        said(1, "[13%, 1s], [COUNTING: 40%, duration: 1s, throughput: 4MPs]" + TAIL);
        said(2, "[33%, 3s], [COUNTING: 100%, duration: 3s, throughput: 3MPs]" + TAIL);
        said(1, "[50%, 4s], [DISTRIBUTING: 50%, duration: 1s, throughput: 4MPs]" + TAIL);
        said(2, "[67%, 6s], [INDEXING: 0%, duration: 0s, throughput: -nanMPs]" + TAIL);
        said(2, "[83%, 8s], [INDEXING: 50%, duration: 2s, throughput: 0MPs]" + TAIL);

        List<Progress> told = run.progress();
        assertThat(told)
                .extracting(Progress::phase)
                .containsExactly("counting", "counting", "distributing", "indexing", "indexing");
        assertThat(told).extracting(Progress::percent).containsExactly(40.0, 100.0, 50.0, 0.0, 50.0);
        assertThat(told)
                .extracting(Progress::done)
                .containsExactly(4_000_000L, 10_000_000L, 5_000_000L, 0L, 5_000_000L);
        assertThat(told).extracting(Progress::total).containsOnly(10_000_000L);
        assertThat(told.get(1).perSecond()).isBetween(3_300_000.0, 5_000_000.1);
        assertThat(told.get(3).perSecond()).isNull();
        assertThat(told.get(4).etaSeconds()).isBetween(4.0, 5.0);
        assertThat(told).extracting(Progress::etaSeconds).allMatch(eta -> eta == null || eta >= 0);
    }

    @Test
    void thousandsMayBeSeparatedAsTheLocaleHasIt() {
        for (String number : List.of("1'234'567", "1,234,567", "1.234.567", "1234567")) {
            output.accept("#points:               " + number);
            output.accept("[37%, 3s], [DISTRIBUTING: 10%, duration: 0s, throughput: 3MPs]" + TAIL);
        }

        assertThat(run.progress()).extracting(Progress::total).containsOnly(1_234_567L);
    }

    @Test
    void withoutThePointsThereIsOnlyAPercentage() {
        output.accept("[37%, 3s], [DISTRIBUTING: 10%, duration: 0s, throughput: 3MPs]" + TAIL);

        assertThat(run.progress()).singleElement().satisfies(progress -> {
            assertThat(progress.percent()).isEqualTo(10);
            assertThat(progress.total()).isNull();
            assertThat(progress.perSecond()).isNull();
        });
    }

    @Test
    void withinAPhaseItNeverGoesBack() {
        output.accept("[80%, 17s], [INDEXING: 41%, duration: 11s, throughput: 0MPs]" + TAIL);
        output.accept("[80%, 18s], [INDEXING: 40%, duration: 12s, throughput: 0MPs]" + TAIL);
        output.accept("[99%, 18s], [INDEXING: 104%, duration: 12s, throughput: 0MPs]" + TAIL);

        assertThat(run.progress()).extracting(Progress::percent).containsExactly(41.0, 41.0, 100.0);
    }

    @Test
    void nothingIsGuessedFromOtherLines() {
        for (String line : List.of(
                "50%",
                "[50%, 4s]",
                "[50%] indexing",
                "[50%, 4s], [UPLOADING: 50%, duration: 1s, throughput: 4MPs]",
                "#points: many",
                "progress 50",
                "=== INDEXING",
                "[ 50%, 4s], [INDEXING: 5000%, duration: 1s",
                "")) {
            output.accept(line);
        }

        assertThat(run.progress()).isEmpty();
    }

    private void said(int seconds, String line) {
        now += seconds * 1_000_000_000L;
        output.accept(line);
    }
}
