package dev.caravan.proof;

import static dev.caravan.support.LasFiles.aLasFile;

import dev.caravan.las.LasPoint;
import dev.caravan.support.LasFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One input of a random conversion: format, version, container, scale, offset, extra bytes, places and values follow from the seed.
 *
 * @param points how many of its points are written; fewer make a smaller case of the same kind
 */
record RandomCloud(long seed, int points) {
    private static final double[][] SCALES = {
        {0.01, 0.01, 0.01}, {0.001, 0.001, 0.001}, {0.0125, 0.0125, 0.0125}, {0.01, 0.001, 0.0125},
        {1e-7, 1e-7, 1e-7}, {1, 1, 1}, {1 / 3.0, 0.1, 0.25}, {100, 0.01, 1e-4}
    };
    private static final double[][] OFFSETS = {
        {0, 0, 0},
        {500_000, 5_200_000, 0},
        {491_234.5678, -5_412_345.1234, 12.3},
        {-0.005, 0.0033, 1e-9},
        {1e7 + 0.1, -1e7 - 0.7, 1e5}
    };
    private static final int[] FIRST_MINOR = {0, 0, 2, 2, 3, 3, 4, 4, 4, 4, 4};
    private static final int NEWEST = 5;

    /** Of these the points' attributes are made. */
    private enum Values {
        WILD,
        ZERO,
        FEW
    }

    private SplittableRandom random() {
        return new SplittableRandom(seed);
    }

    int format() {
        return (int) Long.remainderUnsigned(seed, FIRST_MINOR.length);
    }

    int minor() {
        return random().nextInt(FIRST_MINOR[format()], NEWEST + 1);
    }

    /** LAZ when the test's writer can; what the name says is otherwise only a name. */
    String suffix() {
        return random().split().nextBoolean() ? ".laz" : ".las";
    }

    /** A file of this kind without points. */
    private LasFiles blank() {
        SplittableRandom random = random();
        double[] scale = SCALES[random.nextInt(SCALES.length)];
        double[] offset = OFFSETS[random.nextInt(OFFSETS.length)];
        LasFiles las = aLasFile()
                .version(Math.min(4, minor()))
                .pointFormat(format())
                .version(Math.min(4, minor()))
                .scale(scale[0], scale[1], scale[2])
                .offset(offset[0], offset[1], offset[2]);
        for (int type : extraTypes()) {
            boolean scaled = type % 3 == 0;
            las.withExtraBytes("type " + type, type, scaled ? 24 : 0, 0.25, -3);
        }
        return random.nextInt(4) == 0 ? las.withUndescribedBytes(random.nextInt(1, 5)) : las;
    }

    private int[] extraTypes() {
        SplittableRandom random = new SplittableRandom(seed + 1);
        return random.nextInt(3) == 0
                ? random.ints(random.nextInt(1, 5), 1, 31).distinct().toArray()
                : new int[0];
    }

    Path writeTo(Path directory, String name) throws IOException {
        Path file = blank().withPoints(content()).writeTo(directory.resolve(name + suffix()));
        if (minor() == NEWEST) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[25] = NEWEST;
            Files.write(file, bytes);
        }
        return file;
    }

    private List<LasPoint> content() {
        SplittableRandom random = new SplittableRandom(seed + 2);
        Shape.Places places = shape().places(random);
        Values values = Values.values()[Math.min(2, random.nextInt(5))];
        List<LasPoint> wild = blank().withSeed(seed).withRandomPoints(points).points();
        List<LasPoint> content = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            LasPoint point = wild.get(values == Values.FEW ? i % Math.min(3, points) : i);
            content.add(at(places.of(i), point, values == Values.ZERO));
        }
        return content;
    }

    private Shape shape() {
        return Shape.values()[random().nextInt(Shape.values().length)];
    }

    private static LasPoint at(int[] xyz, LasPoint p, boolean zero) {
        if (zero) {
            byte[] extra = new byte[p.extra().length];
            return new LasPoint(xyz[0], xyz[1], xyz[2], 0, 0, 0, false, false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, extra);
        }
        return new LasPoint(
                xyz[0],
                xyz[1],
                xyz[2],
                p.intensity(),
                p.returnNumber(),
                p.numberOfReturns(),
                p.scanDirection(),
                p.edgeOfFlightLine(),
                p.classification(),
                p.flags(),
                p.scannerChannel(),
                p.userData(),
                p.scanAngle(),
                p.pointSourceId(),
                p.gpsTime(),
                p.red(),
                p.green(),
                p.blue(),
                p.nir(),
                p.extra());
    }

    @Override
    public String toString() {
        return points + " points, " + shape() + ", format " + format() + ", 1." + minor() + suffix() + ", extra bytes "
                + Arrays.toString(extraTypes()) + " (seed " + seed + ")";
    }
}
