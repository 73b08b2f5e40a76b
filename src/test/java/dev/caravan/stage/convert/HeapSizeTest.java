package dev.caravan.stage.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapSizeTest {
    private static final long MB = 1L << 20;

    @Test
    void aSmallInputHasTheLeast() {
        assertThat(heap(0, 1, 1).first(points(10_000))).isEqualTo(256 * MB);
    }

    @Test
    void aLargerOneHasWhatItNeeds() {
        // 64 MB for Java, 4 * 9 chunks of 200 000 points of 132 bytes, and an eighth of a byte a point.
        assertThat(heap(0, 8, 1).first(points(1_000_000_000))).isEqualTo(64 * MB + 36L * 200_000 * 132 + 125_000_000);
    }

    @Test
    void noneHasMoreThanItsShareOfHalfTheMachine() {
        assertThat(heap(0, 64, 4).first(points(1_000_000_000))).isEqualTo(8192 / 2 / 4 * MB);
        assertThat(heap(0, 64, 4).first(points(Long.MAX_VALUE))).isEqualTo(8192 / 2 / 4 * MB);
    }

    @Test
    void whatIsConfiguredCounts() {
        assertThat(heap(100 * MB, 8, 1).first(points(1_000_000_000))).isEqualTo(100 * MB);
    }

    @Test
    void theSecondTimeItHasAllThatTheOthersLeave() {
        assertThat(heap(100 * MB, 8, 3).again(points(1000))).isEqualTo((8192 - 2048 - 512 - 2 * 100) * MB);
    }

    @Test
    void neverLessThanBefore() {
        assertThat(new HeapSize(0, 8, 1, 1024 * MB, 1000 * MB).again(points(1000)))
                .isEqualTo(256 * MB);
    }

    /** On a machine of 8 GB, beside a service of 2 GB. */
    private static HeapSize heap(long configured, int threads, int workers) {
        return new HeapSize(configured, threads, workers, 8192 * MB, 2048 * MB);
    }

    private static Inputs points(long points) {
        return new Inputs(List.of(new Inputs.Input(Path.of("/a"), points, 34)));
    }
}
