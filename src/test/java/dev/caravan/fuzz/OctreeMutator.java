package dev.caravan.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Changes one thing of an octree's file. */
final class OctreeMutator {
    private static final int RECORD = 22;
    private static final int[] STARTS = {0, 1, 2, 6, 14};
    private static final int[] SIZES = {1, 1, 4, 8, 8};
    private static final Pattern NUMBERS = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?");
    private static final Pattern VALUES =
            Pattern.compile("\"[a-zA-Z]+\":(\\[[^\\[\\]]*]|\"[^\"]*\"|\\{[^{}]*}|[-0-9.E]+),?");
    private static final String[] OTHERS = {
        "0",
        "-1",
        "1e308",
        "1e999",
        "-1e308",
        "4294967296",
        "2147483648",
        "9223372036854775807",
        "1e-320",
        "null",
        "[]",
        "{}",
        "\"\"",
        "\"NaN\"",
        "true",
        "[[[[]]]]",
        "99999999999999999999999999",
        "0.1",
        "1e19"
    };

    private final SplittableRandom random;

    OctreeMutator(SplittableRandom random) {
        this.random = random;
    }

    byte[] mutate(byte[] file, boolean json) {
        if (file.length < RECORD) {
            return file;
        }
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(file, random.nextInt(file.length));
            case 1 -> Arrays.copyOf(file, file.length + random.nextInt(100));
            case 2 -> flipped(file);
            case 3 -> copied(file);
            default -> json ? text(file) : field(file);
        };
    }

    private byte[] flipped(byte[] file) {
        byte[] flipped = file.clone();
        flipped[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    private byte[] copied(byte[] file) {
        byte[] copied = file.clone();
        int length = random.nextInt(1, Math.min(file.length, 200) + 1);
        int from = random.nextInt(file.length - length + 1);
        System.arraycopy(file, from, copied, random.nextInt(file.length - length + 1), length);
        return copied;
    }

    private byte[] text(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        Pattern pattern = random.nextBoolean() ? NUMBERS : VALUES;
        List<MatchResult> found =
                new ArrayList<>(pattern.matcher(text).results().toList());
        if (found.isEmpty()) {
            return file;
        }
        MatchResult one = found.get(random.nextInt(found.size()));
        String by = pattern == NUMBERS ? OTHERS[random.nextInt(OTHERS.length)] : "";
        return (text.substring(0, one.start()) + by + text.substring(one.end())).getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] field(byte[] file) {
        byte[] changed = file.clone();
        int which = random.nextInt(STARTS.length);
        int at = random.nextInt(file.length / RECORD) * RECORD + STARTS[which];
        new InterestingNumbers(random).write(changed, new FileField(at, SIZES[which], false));
        return changed;
    }
}
