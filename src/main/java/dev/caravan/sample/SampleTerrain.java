package dev.caravan.sample;

import dev.caravan.las.LasPoint;
import dev.caravan.las.LazWriter;
import dev.caravan.las.PointWriter;
import dev.caravan.las.raw.Vector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Flies over a made-up landscape and writes what a laser scanner would see: LAS 1.2, point format 3, four points a square
 * metre, line after line. The same number of points and seed give the same file.
 */
public final class SampleTerrain {
    private static final double SCALE = 0.01;
    private static final double PULSES_PER_SQUARE_METRE = 3.4;
    private static final double PULSES_PER_SECOND = 200_000;
    private static final double EAST = 500_000;
    private static final double NORTH = 5_200_000;
    private static final double LINE_STEP = 0.5;
    private static final PointWriter.Layout LAYOUT = PointWriter.Layout.of(2, 3, SCALE, new Vector(EAST, NORTH, 0));

    private final Terrain terrain;
    private final SplittableRandom random;
    private final PointWriter writer;
    private final double side;
    private final long wanted;
    private long written;
    private long pulses;

    private SampleTerrain(PointWriter writer, long points, long seed) {
        this.terrain = new Terrain(seed);
        this.random = new SplittableRandom(seed);
        this.writer = writer;
        this.wanted = points;
        this.side = Math.max(1, Math.sqrt(points / PULSES_PER_SQUARE_METRE));
    }

    /**
     * Writes LAZ when the name of the file says so, or else LAS.
     *
     * @param points at least 1
     */
    public static void write(Path file, long points, long seed) throws IOException {
        try (PointWriter writer = PointWriter.open(file, LAYOUT)) {
            new SampleTerrain(writer, points, seed).fly();
        }
    }

    /** @param points at least 1 */
    public static void writeLaz(Path file, long points, long seed) throws IOException {
        try (PointWriter writer = new LazWriter(file, LAYOUT)) {
            new SampleTerrain(writer, points, seed).fly();
        }
    }

    private void fly() throws IOException {
        double perLine = side * LINE_STEP * PULSES_PER_SQUARE_METRE;
        while (written < wanted) {
            for (double y = 0; y < side && written < wanted; y += LINE_STEP) {
                boolean back = (long) (y / LINE_STEP) % 2 == 1;
                for (double i = 0; i < perLine && written < wanted; i++) {
                    double along = (i + random.nextDouble()) / perLine * side;
                    pulse(back ? side - along : along, y + LINE_STEP * random.nextDouble(), back);
                }
            }
        }
    }

    private void pulse(double x, double y, boolean back) throws IOException {
        double ground = terrain.ground(x, y);
        double crown = terrain.crown(x, y);
        double roof = terrain.roof(x, y);
        int angle = (int) Math.round(Math.toDegrees(Math.atan2(x - side / 2, Math.max(side, 800))));
        Echo echo = new Echo(x, y, back, angle, pulses++ / PULSES_PER_SECOND);
        if (terrain.isWater(x, y)) {
            write(echo, ground + 0.02 * random.nextDouble(), 1, 1, Surface.WATER);
        } else if (roof > 0) {
            write(echo, ground + roof, 1, 1, Surface.BUILDING);
        } else if (crown > 0.5 && random.nextDouble() < 0.45) {
            write(echo, ground + crown * (0.75 + 0.25 * random.nextDouble()), 1, 2, Surface.TREE);
            write(echo, ground + 0.05 * random.nextDouble(), 2, 2, Surface.GROUND);
        } else if (crown > 0.5) {
            write(echo, ground + crown * (0.4 + 0.6 * random.nextDouble()), 1, 1, Surface.TREE);
        } else {
            write(echo, ground + 0.05 * random.nextDouble(), 1, 1, Surface.GROUND);
        }
    }

    private record Echo(double x, double y, boolean back, int angle, double time) {}

    private void write(Echo echo, double height, int number, int of, Surface surface) throws IOException {
        if (written == wanted) {
            return;
        }
        double light = 0.8 + 0.3 * random.nextDouble() + (height - 410) / 300;
        writer.write(new LasPoint(
                (int) Math.round(echo.x / SCALE),
                (int) Math.round(echo.y / SCALE),
                (int) Math.round(height / SCALE),
                surface.intensity(light / of),
                number,
                of,
                echo.back,
                false,
                surface.classification(),
                0,
                0,
                0,
                echo.angle,
                1,
                300_000 + echo.time,
                surface.red(light),
                surface.green(light),
                surface.blue(light),
                0,
                new byte[0]));
        written++;
    }
}
