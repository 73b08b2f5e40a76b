package dev.caravan.support;

import dev.caravan.las.LasPoint;
import dev.caravan.las.LasWriter;
import dev.caravan.las.NumberType;
import dev.caravan.las.PointFormat;
import dev.caravan.las.PointWriter;
import dev.caravan.las.raw.RawExtraBytes;
import dev.caravan.las.raw.RawVlr;
import dev.caravan.las.raw.Vector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** LAS files for tests, in words: {@code aLasFile().pointFormat(3).withRandomPoints(100).writeTo(path)}. */
public final class LasFiles {
    private int minor = 2;
    private int pointFormat = 3;
    private Vector scale = new Vector(0.01, 0.01, 0.01);
    private Vector offset = new Vector(500_000, 5_200_000, 0);
    private final List<RawExtraBytes> extraBytes = new ArrayList<>();
    private int undescribed;
    private final List<RawVlr> vlrs = new ArrayList<>();
    private final List<LasPoint> points = new ArrayList<>();
    private long seed = 1;

    public static LasFiles aLasFile() {
        return new LasFiles();
    }

    public LasFiles version(int newMinor) {
        minor = newMinor;
        return this;
    }

    /** Formats from 6 on imply LAS 1.4. */
    public LasFiles pointFormat(int number) {
        pointFormat = number;
        minor = number >= 6 ? 4 : minor;
        return this;
    }

    public LasFiles scale(double x, double y, double z) {
        scale = new Vector(x, y, z);
        return this;
    }

    public LasFiles offset(double x, double y, double z) {
        offset = new Vector(x, y, z);
        return this;
    }

    public LasFiles withExtraBytes(String name, NumberType type) {
        return withExtraBytes(name, type.ordinal() + 1, 0, 1, 0);
    }

    /** @param dataType as in the file: 1 to 10 a number, 11 to 20 two, 21 to 30 three; 0 as many bytes as the options say */
    public LasFiles withExtraBytes(String name, int dataType, int options, double scaleFactor, double offsetValue) {
        extraBytes.add(new RawExtraBytes(
                dataType,
                options,
                name,
                new long[3],
                new long[3],
                new long[3],
                new double[] {scaleFactor, scaleFactor, scaleFactor},
                new double[] {offsetValue, offsetValue, offsetValue},
                "about " + name));
        return this;
    }

    public LasFiles withUndescribedBytes(int count) {
        undescribed = count;
        return this;
    }

    public LasFiles withVlr(String userId, int recordId, byte[] data) {
        vlrs.add(new RawVlr(0, userId, recordId, "", data));
        return this;
    }

    public LasFiles withPoints(List<LasPoint> more) {
        points.addAll(more);
        return this;
    }

    public LasFiles withPoint(int x, int y, int z) {
        points.add(at(x, y, z));
        return this;
    }

    public LasFiles withSeed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /** Points with random values in all fields, within a hundred metres. To be called after the format is set. */
    public LasFiles withRandomPoints(int count) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            points.add(random(random));
        }
        return this;
    }

    public List<LasPoint> points() {
        return List.copyOf(points);
    }

    public Path writeTo(Path file) {
        LasWriter.Layout layout =
                new LasWriter.Layout(minor, pointFormat, scale, offset, extraBytes, undescribed, vlrs);
        try (PointWriter writer = PointWriter.open(file, layout)) {
            for (LasPoint point : points) {
                writer.write(point);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A point of which only the place matters. */
    public static LasPoint at(int x, int y, int z) {
        return new LasPoint(x, y, z, 0, 1, 1, false, false, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, new byte[0]);
    }

    private LasPoint random(SplittableRandom random) {
        PointFormat format = PointFormat.require(pointFormat);
        byte[] extra = new byte[extraSize()];
        random.nextBytes(extra);
        return new LasPoint(
                random.nextInt(10_000),
                random.nextInt(10_000),
                random.nextInt(3_000),
                random.nextInt(65536),
                random.nextInt(format.extended() ? 16 : 8),
                random.nextInt(format.extended() ? 16 : 8),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(format.extended() ? 256 : 32),
                random.nextInt(format.extended() ? 16 : 8),
                format.extended() ? random.nextInt(4) : 0,
                random.nextInt(256),
                format.extended() ? random.nextInt(-30_000, 30_001) : random.nextInt(-90, 91),
                random.nextInt(65536),
                format.hasGpsTime() ? random.nextDouble(1e9) : 0,
                format.hasRgb() ? random.nextInt(65536) : 0,
                format.hasRgb() ? random.nextInt(65536) : 0,
                format.hasRgb() ? random.nextInt(65536) : 0,
                format.hasNir() ? random.nextInt(65536) : 0,
                extra);
    }

    private int extraSize() {
        return undescribed + extraBytes.stream().mapToInt(LasFiles::sizeOf).sum();
    }

    private static int sizeOf(RawExtraBytes raw) {
        int dataType = raw.dataType();
        if (dataType == 0) {
            return raw.options();
        }
        return NumberType.values()[(dataType - 1) % 10].size() * (1 + (dataType - 1) / 10);
    }

    /** World coordinates of a point of this file. */
    public double[] world(LasPoint point) {
        return new double[] {
            point.x() * scale.x() + offset.x(), point.y() * scale.y() + offset.y(), point.z() * scale.z() + offset.z()
        };
    }
}
