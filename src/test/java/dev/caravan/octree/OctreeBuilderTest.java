package dev.caravan.octree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.binary.LittleEndian;
import dev.caravan.octree.OctreeBuilder.Sampling;
import dev.caravan.worker.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The algorithm with limits so small that few points go through every branch of it. */
class OctreeBuilderTest {
    /** Position and the point's number, so that duplicates can be told apart. */
    private static final int STRIDE = 16;

    private static final BuildLimits SMALL = new BuildLimits(2, 40, 1000, 8, 20, 64);

    @Property(tries = 150)
    void everyPointIsInOneNodeAndInItsBox(@ForAll("clouds") List<int[]> cloud) {
        MemorySink octree = build(cloud, 1000, SMALL);

        assertHoldsEachPointOnce(octree, cloud);
        assertBoxes(octree, cube(1000));
    }

    @Property(tries = 150)
    void innerNodesKeepTheirSpacing(@ForAll("clouds") List<int[]> cloud) {
        MemorySink octree = build(cloud, 1000, SMALL);

        assertSpacing(octree, cube(1000));
    }

    @Property(tries = 50)
    void theSamePointsGiveTheSameNodes(@ForAll("clouds") List<int[]> cloud) {
        MemorySink first = build(cloud, 1000, SMALL);
        MemorySink second = build(cloud, 1000, SMALL);

        assertThat(second.nodes()).usingRecursiveComparison().isEqualTo(first.nodes());
    }

    @Property(tries = 100)
    void noLeafIsEmptyAndEveryNodeHasItsParent(@ForAll("clouds") List<int[]> cloud) {
        MemorySink octree = build(cloud, 1000, SMALL);

        for (long node : octree.nodes().keySet()) {
            assertThat(octree.hasChildren(node) || octree.nodes().get(node).length > 0)
                    .isTrue();
            assertThat(node == Location.ROOT || octree.nodes().containsKey(node >>> 3))
                    .isTrue();
        }
    }

    /** Spread over the cube, huddled in a corner, on a line, or on a few places. */
    @Provide
    Arbitrary<List<int[]>> clouds() {
        Arbitrary<Integer> anywhere = Arbitraries.integers().between(0, 1000);
        Arbitrary<Integer> corner = Arbitraries.integers().between(0, 6);
        Arbitrary<Integer> few = Arbitraries.of(0, 1, 500, 999, 1000);
        return Arbitraries.oneOf(cloud(anywhere), cloud(corner), cloud(few), line(anywhere));
    }

    private static Arbitrary<List<int[]>> cloud(Arbitrary<Integer> coordinate) {
        return Combinators.combine(coordinate, coordinate, coordinate)
                .as((x, y, z) -> new int[] {x, y, z})
                .list()
                .ofMinSize(1)
                .ofMaxSize(300);
    }

    private static Arbitrary<List<int[]>> line(Arbitrary<Integer> coordinate) {
        return coordinate.map(x -> new int[] {x, x, x}).list().ofMinSize(1).ofMaxSize(300);
    }

    @Test
    void onePoint() {
        List<int[]> cloud = List.of(new int[] {0, 0, 0});

        assertThat(build(cloud, 1, SMALL).nodes()).containsOnlyKeys(Location.ROOT);
    }

    private static List<int[]> equalPoints(int count) {
        List<int[]> cloud = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cloud.add(new int[] {1000, 1000, 1000});
        }
        cloud.add(new int[] {0, 0, 0});
        return cloud;
    }

    @Test
    void moreEqualPointsThanAChunkHasBecomeOneLeaf() {
        List<int[]> cloud = equalPoints(500);

        MemorySink octree = build(cloud, 1000, SMALL);

        assertHoldsEachPointOnce(octree, cloud);
        assertThat(octree.nodes().values()).anyMatch(points -> points.length == 499 * STRIDE);
    }

    @Test
    void moreEqualPointsThanFitIntoMemoryAreRefusedWithNumbers() {
        List<int[]> cloud = equalPoints(1001);

        assertThatThrownBy(() -> build(cloud, 1000, SMALL))
                .hasCauseInstanceOf(OverfullPlaceException.class)
                .hasMessageContainingAll("1001 points", "only 1000", "grant at least");
    }

    @Test
    void twoDenseClustersFarApartAreDividedAgain() {
        List<int[]> cloud = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            int far = i % 2 * (1 << 30) - i % 2 * 1000;
            cloud.add(new int[] {far + random.nextInt(1000), far + random.nextInt(1000), random.nextInt(1000)});
        }

        MemorySink octree = build(cloud, 1 << 30, SMALL);

        assertHoldsEachPointOnce(octree, cloud);
        assertBoxes(octree, cube(1 << 30));
    }

    @Test
    void aFullVolumeHasNodesOfBoundedSize() {
        List<int[]> cloud = new ArrayList<>();
        for (int x = 0; x < 64; x++) {
            for (int y = 0; y < 64; y++) {
                for (int z = 0; z < 64; z++) {
                    cloud.add(new int[] {x, y, z});
                }
            }
        }

        MemorySink octree = build(cloud, 63, new BuildLimits(2, 100_000, 100_000, 10_000, 20_000, 4096));

        assertHoldsEachPointOnce(octree, cloud);
        assertThat(octree.nodes().values()).allMatch(points -> points.length / STRIDE <= Sampler.MAX_POINTS);
    }

    private static Cube cube(double edge) {
        return new Cube(edge, 1, 1, 1);
    }

    private static MemorySink build(List<int[]> cloud, int edge, BuildLimits limits) {
        return build(cloud, edge, limits, Sampling.POISSON);
    }

    private static MemorySink build(List<int[]> cloud, int edge, BuildLimits limits, Sampling sampling) {
        MemorySink sink = new MemorySink(STRIDE);
        try (Workers workers = new Workers(limits.threads(), "test", () -> false)) {
            Path scratch = Files.createTempDirectory("octree");
            OctreeBuilder builder = new OctreeBuilder(cube(edge), STRIDE, limits, scratch, workers);
            AtomicInteger next = new AtomicInteger();
            workers.each(() -> route(cloud, next, builder.router()));
            builder.settle();
            builder.build(new OctreeBuilder.Output(sampling, RecordCut.all(STRIDE), null, sink, points -> {}));
            try (Stream<Path> left = Files.list(scratch)) {
                assertThat(left).isEmpty();
            }
            Files.delete(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sink;
    }

    /** Blocks of seven, in whatever order the workers come to take them. */
    private static void route(List<int[]> cloud, AtomicInteger next, Router router) throws IOException {
        byte[] block = new byte[7 * STRIDE];
        for (int from = next.getAndAdd(7); from < cloud.size(); from = next.getAndAdd(7)) {
            int count = Math.min(7, cloud.size() - from);
            for (int i = 0; i < count; i++) {
                for (int axis = 0; axis < 3; axis++) {
                    LittleEndian.putInt(block, i * STRIDE + 4 * axis, cloud.get(from + i)[axis]);
                }
                LittleEndian.putInt(block, i * STRIDE + 12, from + i);
            }
            router.add(block, count);
        }
    }

    private static void assertHoldsEachPointOnce(MemorySink octree, List<int[]> cloud) {
        int[][] found = new int[cloud.size()][];
        for (int[] point : octree.points()) {
            assertThat(found[point[3]])
                    .as("point " + point[3] + " is there twice")
                    .isNull();
            found[point[3]] = point;
        }
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).as("point " + i + " is missing").isNotNull();
            assertThat(Arrays.copyOf(found[i], 3)).isEqualTo(cloud.get(i));
        }
    }

    private static void assertBoxes(MemorySink octree, Cube cube) {
        for (long node : octree.nodes().keySet()) {
            double edge = cube.edge() / (1L << Location.level(node));
            for (int[] point : octree.points(node)) {
                for (int axis = 0; axis < 3; axis++) {
                    double low = Location.cell(node, axis) * edge;
                    assertThat((double) point[axis]).isBetween(low - 1e-6, low + edge + 1e-6);
                }
            }
        }
    }

    private static void assertSpacing(MemorySink octree, Cube cube) {
        for (long node : octree.nodes().keySet()) {
            if (!octree.hasChildren(node)) {
                continue;
            }
            List<int[]> points = octree.points(node);
            double spacing = cube.spacing(Location.level(node));
            for (int i = 0; i < points.size(); i++) {
                for (int j = 0; j < i; j++) {
                    assertThat(distance(points.get(i), points.get(j))).isGreaterThanOrEqualTo(spacing * (1 - 1e-12));
                }
            }
        }
    }

    private static double distance(int[] a, int[] b) {
        return Math.hypot(a[0] - b[0], Math.hypot(a[1] - b[1], a[2] - b[2]));
    }
}
