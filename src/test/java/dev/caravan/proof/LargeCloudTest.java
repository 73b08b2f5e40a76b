package dev.caravan.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionReport;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.NotEnoughMemoryException;
import dev.caravan.converter.Resources;
import dev.caravan.converter.SamplingMethod;
import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.las.LasWriter;
import dev.caravan.las.raw.Vector;
import dev.caravan.potree.OctreeVerifier;
import dev.caravan.support.LasFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Degenerate clouds of so many points that they go through every branch of a builder with bounded memory. */
class LargeCloudTest {
    private static final Vector SCALE = new Vector(0.01, 0.01, 0.01);
    /** What points of one place need, which are built in memory. */
    private static final long ONE_PLACE = 640L << 20;

    private static final Vector NOWHERE = new Vector(0, 0, 0);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(SamplingMethod.class)
    void twentyThousandEqualPoints(SamplingMethod method) throws IOException {
        assertWhole(20_000, i -> new int[] {5, 6, 7}, method);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(SamplingMethod.class)
    void threeMillionEqualPoints(SamplingMethod method) throws IOException {
        assertWhole(3_000_000, i -> new int[] {5, 6, 7}, method, ONE_PLACE);
    }

    /** Dividing does not help there, so a budget that is too small for them is refused with what would do. */
    @Test
    void halfAMillionEqualPointsAreTooManyForTheLeastMemory() {
        assertThatThrownBy(() ->
                        assertWhole(500_000, i -> new int[] {5, 6, 7}, SamplingMethod.POISSON, Resources.LEAST_MEMORY))
                .isInstanceOf(NotEnoughMemoryException.class)
                .hasMessageContainingAll("500000 points lie at one place", "grant at least");
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(SamplingMethod.class)
    void threeMillionEqualPointsAndAnother(SamplingMethod method) throws IOException {
        assertWhole(3_000_000, i -> i == 1234 ? new int[] {0, 0, 0} : new int[] {1000, 1000, 1000}, method, ONE_PLACE);
    }

    /** Every point on a cell's boundary, every distance the same. */
    @Tag("slow")
    @ParameterizedTest
    @EnumSource(SamplingMethod.class)
    void denseVolume(SamplingMethod method) throws IOException {
        assertWhole(1 << 21, i -> new int[] {i & 127, i >> 7 & 127, i >> 14}, method);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(SamplingMethod.class)
    void randomVolume(SamplingMethod method) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        assertWhole(
                2_000_000,
                i -> new int[] {random.nextInt(100_000), random.nextInt(100_000), random.nextInt(100_000)},
                method);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(SamplingMethod.class)
    void twoClustersAThousandKilometresApart(SamplingMethod method) throws IOException {
        SplittableRandom random = new SplittableRandom(2);
        assertWhole(
                2_000_000,
                i -> {
                    int far = i % 2 * 100_000_000;
                    return new int[] {far + random.nextInt(5000), far + random.nextInt(5000), random.nextInt(500)};
                },
                method);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(SamplingMethod.class)
    void oneOutlierFarAway(SamplingMethod method) throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        assertWhole(
                1_000_000,
                i -> i == 0
                        ? new int[] {1_000_000_000, 1_000_000_000, 1_000_000_000}
                        : new int[] {random.nextInt(30_000), random.nextInt(30_000), random.nextInt(2000)},
                method);
    }

    private void assertWhole(int points, Shape.Places places, SamplingMethod method) throws IOException {
        assertWhole(points, places, method, Resources.LEAST_MEMORY);
    }

    private void assertWhole(int points, Shape.Places places, SamplingMethod method, long memory) throws IOException {
        Path file = directory.resolve("cloud.las");
        long[] lowest = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
        int[] all = new int[3 * points];
        try (LasWriter writer = new LasWriter(file, LasWriter.Layout.of(2, 0, SCALE.x(), NOWHERE))) {
            for (int i = 0; i < points; i++) {
                int[] place = places.of(i);
                writer.write(LasFiles.at(place[0], place[1], place[2]));
                for (int axis = 0; axis < 3; axis++) {
                    all[3 * i + axis] = place[axis];
                    lowest[axis] = Math.min(lowest[axis], place[axis]);
                }
            }
        }
        Path octree = directory.resolve("octree");
        ConversionReport report = BuiltInConverter.convert(
                ConversionRequest.of(octree, file)
                        .sampledBy(method)
                        .with(Resources.ofMachine().withMemory(memory)),
                ConversionProgress.NONE);

        assertThat(report.pointsWritten()).isEqualTo(points);
        assertThat(OctreeVerifier.verify(octree, OptionalLong.of(points)).failures())
                .isEmpty();
        assertThat(LargeOctree.faults(octree, hash(all, lowest), method == SamplingMethod.POISSON))
                .isEmpty();
    }

    private static long hash(int[] all, long[] lowest) {
        long hash = 0;
        for (int i = 0; i < all.length; i += 3) {
            hash += LargeOctree.hash(all[i] - lowest[0], all[i + 1] - lowest[1], all[i + 2] - lowest[2]);
        }
        return hash;
    }
}
