package dev.caravan.fuzz;

import dev.caravan.binary.LittleEndian;
import java.util.SplittableRandom;

/** Numbers that break things: ends of ranges, sizes of the file, neighbours of what was there. */
final class InterestingNumbers {
    private static final double[] REALS = {
        0,
        -0.0,
        1,
        -1,
        1e-3,
        1e-9,
        1e9,
        1e15,
        1e38,
        1e300,
        -1e300,
        1e-300,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        4294967296.0
    };

    private final SplittableRandom random;

    InterestingNumbers(SplittableRandom random) {
        this.random = random;
    }

    void write(byte[] file, FileField field) {
        if (field.real() && random.nextInt(4) != 0) {
            LittleEndian.putDouble(file, field.at(), real(LittleEndian.doubleAt(file, field.at())));
            return;
        }
        long value = integer(file, field);
        for (int i = 0; i < field.size(); i++) {
            file[field.at() + i] = (byte) (value >> 8 * i);
        }
    }

    private double real(double old) {
        return switch (random.nextInt(6)) {
            case 0 -> -old;
            case 1 -> old * (1 << random.nextInt(1, 31));
            case 2 -> old + random.nextInt(-3, 4);
            case 3 -> Double.longBitsToDouble(random.nextLong());
            default -> REALS[random.nextInt(REALS.length)];
        };
    }

    private long integer(byte[] file, FileField field) {
        long old = 0;
        for (int i = field.size() - 1; i >= 0; i--) {
            old = old << 8 | file[field.at() + i] & 0xFF;
        }
        long power = 1L << random.nextInt(8 * field.size());
        return switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> 1;
            case 3 -> power;
            case 4 -> power - 1;
            case 5 -> -power;
            case 6 -> old + random.nextInt(-2, 3);
            case 7 -> old * 2;
            case 8 -> file.length + random.nextInt(-2, 3);
            case 9 -> old ^ power;
            case 10 -> random.nextInt(64);
            default -> random.nextLong();
        };
    }
}
