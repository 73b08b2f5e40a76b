package dev.caravan.converter;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.las.LasPoint;
import dev.caravan.potree.OctreeVerifier;
import dev.caravan.support.DecodedOctree;
import dev.caravan.support.LasFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any coordinates, any scale, any offset: each coordinate comes back to the nearest quantum. */
class RandomCloudTest {

    @Property(tries = 60)
    void coordinatesComeBack(
            @ForAll("points") List<LasPoint> points, @ForAll("scales") double scale, @ForAll("offsets") double offset)
            throws IOException {
        Path directory = Files.createTempDirectory("cloud");
        LasFiles las = aLasFile()
                .pointFormat(0)
                .scale(scale, scale, scale)
                .offset(offset, -offset, 0)
                .withPoints(points);
        Path output = directory.resolve("octree");

        BuiltInConverter.convert(
                ConversionRequest.of(output, las.writeTo(directory.resolve("a.las"))), ConversionProgress.NONE);

        assertThat(OctreeVerifier.verify(output, OptionalLong.of(points.size())).failures())
                .isEmpty();
        DecodedOctree octree = DecodedOctree.decode(output);
        for (int axis = 0; axis < 3; axis++) {
            assertAxis(octree, las, axis);
        }
    }

    private static void assertAxis(DecodedOctree octree, LasFiles las, int axis) {
        double quantum = octree.metadata().get("scale").get(axis).asDouble();
        double[] found = octree.points().stream()
                .mapToDouble(p -> octree.world(p)[axis])
                .sorted()
                .toArray();
        double[] expected = las.points().stream()
                .mapToDouble(p -> las.world(p)[axis])
                .sorted()
                .toArray();
        for (int i = 0; i < expected.length; i++) {
            double slack = 0.5 * quantum + 1e-6 * quantum + 4 * Math.ulp(expected[i]);
            assertThat(Math.abs(found[i] - expected[i])).isLessThanOrEqualTo(slack);
        }
        assertThat(Arrays.stream(found).min()).isNotEmpty();
    }

    @Provide
    Arbitrary<Double> scales() {
        return Arbitraries.doubles().between(1e-4, 10).ofScale(6);
    }

    @Provide
    Arbitrary<Double> offsets() {
        return Arbitraries.doubles().between(-1e7, 1e7).ofScale(5);
    }

    @Provide
    Arbitrary<List<LasPoint>> points() {
        Arbitrary<Integer> any = Arbitraries.integers();
        Arbitrary<Integer> small = Arbitraries.integers().between(-50, 50);
        return Arbitraries.oneOf(cloud(any), cloud(small));
    }

    private static Arbitrary<List<LasPoint>> cloud(Arbitrary<Integer> coordinate) {
        return Combinators.combine(coordinate, coordinate, coordinate)
                .as(LasFiles::at)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }
}
