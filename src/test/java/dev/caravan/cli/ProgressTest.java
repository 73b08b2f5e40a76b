package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.converter.ConversionPlan;
import dev.caravan.converter.Phase;
import dev.caravan.converter.Resources;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What programs parse, and what people see. */
class ProgressTest {
    private static final ConversionPlan PLAN =
            new ConversionPlan(2, 1_000_000, 35_000_000, 36_000_000, new Resources(4, 2L << 30, null));

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text, true);
    private long now;

    @Test
    void thePlanIsOneLine() {
        new ProgressLines(out, this::clock, () -> 4096).planned(PLAN);

        assertThat(text.toString().strip())
                .isEqualTo("plan files=2 points=1000000 scratch_bytes=35000000 output_bytes=36000000 threads=4 "
                        + "memory_bytes=2147483648");
    }

    @Test
    void oneLineASecondAndOneAtTheEndOfAPhase() {
        ProgressLines lines = new ProgressLines(out, this::clock, () -> 4096);
        lines.progress(Phase.DISTRIBUTE, 0, 1000);
        for (int i = 1; i <= 10; i++) {
            now += 250_000_000L;
            lines.progress(Phase.DISTRIBUTE, i * 100, 1000);
        }
        lines.progress(Phase.DISTRIBUTE, 1000, 1000);

        assertThat(text.toString().lines())
                .containsExactly(
                        "progress phase=distribute percent=40.0 done=400 total=1000 points_per_second=400 eta_seconds=4.6 peak_memory_bytes=4096",
                        "progress phase=distribute percent=80.0 done=800 total=1000 points_per_second=400 eta_seconds=3.6 peak_memory_bytes=4096",
                        "progress phase=distribute percent=100.0 done=1000 total=1000 points_per_second=400 eta_seconds=3.1 peak_memory_bytes=4096");
    }

    @Test
    void aPhaseThatBeginsAnewCountsAnew() {
        ProgressLines lines = new ProgressLines(out, this::clock, () -> 4096);
        lines.progress(Phase.DISTRIBUTE, 0, 1000);
        now += 500_000_000L;
        lines.progress(Phase.DISTRIBUTE, 1000, 1000);
        lines.progress(Phase.DISTRIBUTE, 100, 1000);
        now += 1_000_000_000L;
        lines.progress(Phase.DISTRIBUTE, 1000, 1000);

        assertThat(text.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("percent=100.0"))
                .last()
                .asString()
                .contains("points_per_second=1000 ");
    }

    @Test
    void theTimeLeftIsNotGuessedFromNothing() {
        ProgressLines lines = new ProgressLines(out, this::clock, () -> 4096);
        now += 1_000_000_000L;
        lines.progress(Phase.DISTRIBUTE, 0, 1000);

        assertThat(text.toString()).contains("eta_seconds=unknown");
    }

    @Test
    void theBarIsDrawnInItsPlaceAndWipedOut() {
        ProgressBar bar = new ProgressBar(out, this::clock);
        bar.planned(PLAN);
        bar.progress(Phase.BUILD, 0, 1000);
        now += 2_000_000_000L;
        bar.progress(Phase.BUILD, 500, 1000);
        bar.close();

        assertThat(text.toString())
                .startsWith(
                        "1,000,000 points in 2 files; octree up to 34 MB, scratch up to 33 MB; 4 threads, 2.0 GB of memory")
                .contains("\rbuild".replace("\r", "\r\033[K"), "[############............]  50.0 %", " left")
                .endsWith("\r\033[K");
    }

    private long clock() {
        return now;
    }
}
