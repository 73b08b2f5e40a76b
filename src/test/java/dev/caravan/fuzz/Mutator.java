package dev.caravan.fuzz;

import dev.caravan.binary.LittleEndian;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes a case of a corpus: takes one of its files, and changes one to four things. The same random numbers make the same case. */
final class Mutator {
    private static final int MOST_CHANGES = 4;

    private final List<byte[]> corpus;
    private final SplittableRandom random;
    private final InterestingNumbers numbers;
    private final byte[] original;
    private byte[] file;

    private Mutator(List<byte[]> corpus, SplittableRandom random) {
        this.corpus = corpus;
        this.random = random;
        this.numbers = new InterestingNumbers(random);
        this.original = any();
        this.file = original.clone();
    }

    static byte[] mutate(List<byte[]> corpus, SplittableRandom random) {
        Mutator mutator = new Mutator(corpus, random);
        int changes = 1 + Math.min(random.nextInt(MOST_CHANGES), random.nextInt(MOST_CHANGES));
        for (int i = 0; i < changes; i++) {
            mutator.change();
        }
        return mutator.file;
    }

    private byte[] any() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private void change() {
        if (file.length == 0) {
            return;
        }
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> number();
            case 6, 7 -> flipBit(random.nextInt(file.length));
            case 8 -> flipBit(random.nextInt(Math.min(file.length, headEnd())));
            case 9, 10, 11 -> flipBit(body());
            case 12 -> file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            case 13 -> Arrays.fill(file, body(), file.length, (byte) random.nextInt(-1, 1));
            case 14 -> truncate();
            case 15 -> extend();
            case 16 -> splice();
            case 17 -> copyRange();
            case 18 -> cutOut();
            default -> scramble();
        }
    }

    private void number() {
        List<FileField> fields = FileField.of(original);
        FileField field = fields.get(random.nextInt(fields.size()));
        if (field.at() + field.size() <= file.length) {
            numbers.write(file, field);
        }
    }

    private void flipBit(int at) {
        file[at] ^= (byte) (1 << random.nextInt(8));
    }

    private int headEnd() {
        return (int) Math.max(1, Math.min(original.length, LittleEndian.unsignedInt(original, 96)));
    }

    /** A place in the point data, if there still is one. */
    private int body() {
        int from = Math.min(headEnd(), file.length - 1);
        return random.nextInt(from, file.length);
    }

    private void truncate() {
        int end =
                switch (random.nextInt(4)) {
                    case 0 -> headEnd() + random.nextInt(-2, 20);
                    case 1 -> file.length - random.nextInt(1, Math.min(file.length, 40) + 1);
                    case 2 -> random.nextInt(Math.min(file.length, 400));
                    default -> random.nextInt(file.length);
                };
        file = Arrays.copyOf(file, Math.max(0, Math.min(end, file.length)));
    }

    private void extend() {
        int before = file.length;
        file = Arrays.copyOf(file, before + random.nextInt(1, 2000));
        if (random.nextBoolean()) {
            for (int at = before; at < file.length; at++) {
                file[at] = file[at - before];
            }
        }
    }

    /** The head of this file and the rest of another. */
    private void splice() {
        byte[] other = any();
        int otherHead = (int) Math.min(other.length, LittleEndian.unsignedInt(other, 96));
        int cut = Math.min(file.length, random.nextBoolean() ? headEnd() : random.nextInt(file.length));
        int from = random.nextBoolean() ? otherHead : Math.min(cut, other.length);
        byte[] both = Arrays.copyOf(file, cut + other.length - from);
        System.arraycopy(other, from, both, cut, other.length - from);
        file = both;
    }

    private void copyRange() {
        int length = random.nextInt(1, Math.min(file.length, 400) + 1);
        int from = random.nextInt(file.length - length + 1);
        int to = random.nextInt(file.length - length + 1);
        System.arraycopy(file, from, file, to, length);
    }

    /** The rest moves up. */
    private void cutOut() {
        int length = random.nextInt(1, Math.min(file.length, 100) + 1);
        int at = random.nextInt(file.length - length + 1);
        byte[] rest = Arrays.copyOf(file, file.length - length);
        System.arraycopy(file, at + length, rest, at, rest.length - at);
        file = rest;
    }

    private void scramble() {
        int length = random.nextInt(1, Math.min(file.length, 64) + 1);
        int at = random.nextInt(file.length - length + 1);
        for (int i = at; i < at + length; i++) {
            file[i] = (byte) random.nextInt(256);
        }
    }
}
