package dev.caravan.converter.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.octree.BuildLimits;
import org.junit.jupiter.api.Test;

/** Peaks of the scratch directory were measured: 1.15 times the points with plenty of memory, 1.5 times with the least. */
class DiskSpaceTest {
    private static final long POINTS = 10_000_000;
    private static final int STRIDE = 38;

    private static double scratchPerPoints(long points, long memory) {
        DiskSpace space = DiskSpace.of(points, STRIDE, BuildLimits.of(points, STRIDE, 2, memory));
        assertThat(space.output()).isEqualTo(points * STRIDE);
        return (double) space.scratch() / space.output();
    }

    @Test
    void whatIsHandedDownIsStatedToo() {
        assertThat(scratchPerPoints(POINTS, 3L << 30)).isBetween(1.16, 1.4);
        assertThat(scratchPerPoints(POINTS, 64L << 20)).isBetween(1.4, 2.0);
    }

    @Test
    void aCloudOfOneChunkIsWrittenOnce() {
        assertThat(scratchPerPoints(50_000, 3L << 30)).isEqualTo(1);
    }

    @Test
    void aCountOutOfAllReasonDoesNotOverflow() {
        assertThat(DiskSpace.of(Long.MAX_VALUE, STRIDE, BuildLimits.of(POINTS, STRIDE, 2, 64L << 20))
                        .scratch())
                .isGreaterThan(1L << 61);
    }
}
