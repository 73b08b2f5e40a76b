package dev.caravan.converter;

import static dev.caravan.support.LasFiles.aLasFile;
import static dev.caravan.support.LasFiles.at;
import static dev.caravan.support.OctreeAssert.assertThatOctree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.las.LasPoint;
import dev.caravan.potree.OctreeVerifier;
import dev.caravan.support.DecodedOctree;
import dev.caravan.support.LasFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DegenerateCloudTest {
    @TempDir
    private Path directory;

    @Test
    void noPoints() {
        assertThatThrownBy(() -> convert(aLasFile()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'number of point records' is 0");
    }

    @Test
    void onePoint() throws IOException {
        assertWhole(aLasFile().withPoint(5, 6, 7), 1);
    }

    @Test
    void allPointsEqual() throws IOException {
        DecodedOctree octree = assertWhole(cloud(60_000, i -> at(100, 200, 300)), 60_000);

        assertThat(octree.nodes()).hasSize(1);
    }

    @Test
    void halfThePointsEqual() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        assertWhole(cloud(60_000, i -> i % 2 == 0 ? at(5, 5, 5) : anywhere(random, 10_000)), 60_000);
    }

    @Test
    void flat() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        assertWhole(cloud(50_000, i -> at(random.nextInt(30_000), random.nextInt(30_000), 0)), 50_000);
    }

    @Test
    void line() throws IOException {
        assertWhole(cloud(50_000, i -> at(i, 0, 0)), 50_000);
    }

    @Test
    void volume() throws IOException {
        assertWhole(cloud(64_000, i -> at(i % 40, i / 40 % 40, i / 1600)), 64_000);
    }

    @Test
    void twoClustersAThousandKilometresApart() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        LasFiles las = cloud(60_000, i -> {
            LasPoint near = anywhere(random, 2_000);
            return i % 2 == 0 ? near : at(near.x() + 100_000_000, near.y() + 100_000_000, near.z());
        });

        DecodedOctree octree = assertWhole(las, 60_000);

        assertThat(octree.depth()).isGreaterThan(8);
    }

    @Test
    void terrainKeepsItsSpacing() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        LasFiles las = cloud(80_000, i -> {
            int x = random.nextInt(40_000);
            int y = random.nextInt(40_000);
            return at(x, y, (int) (1500 * Math.sin(x / 9000.0) * Math.cos(y / 7000.0)));
        });

        DecodedOctree octree = assertWhole(las, 80_000);

        assertThatOctree(octree).keepsItsSpacing();
        assertThat(octree.depth()).isPositive();
    }

    private static LasPoint anywhere(SplittableRandom random, int reach) {
        return at(random.nextInt(reach), random.nextInt(reach), random.nextInt(reach));
    }

    private static LasFiles cloud(int count, IntFunction<LasPoint> point) {
        List<LasPoint> points = IntStream.range(0, count).mapToObj(point).toList();
        return aLasFile().pointFormat(0).withPoints(points);
    }

    private DecodedOctree assertWhole(LasFiles las, int points) throws IOException {
        Path output = convert(las);
        assertThat(OctreeVerifier.verify(output, OptionalLong.of(points)).failures())
                .isEmpty();
        DecodedOctree octree = DecodedOctree.decode(output);
        assertThatOctree(octree).hasPoints(points).isTrueToItself().keepsPointsInTheirBoxes();
        return octree;
    }

    private Path convert(LasFiles las) throws IOException {
        Path output = directory.resolve("octree");
        BuiltInConverter.convert(
                ConversionRequest.of(output, las.writeTo(directory.resolve("a.las"))), ConversionProgress.NONE);
        return output;
    }
}
