package dev.caravan.laz;

import java.util.ArrayList;
import java.util.List;

/** The counterpart of {@link ChunkTable}, for chunks of a fixed number of points: how many bytes each has. */
final class ChunkTableEncoder {
    private static final int VERSION = 0;

    private final List<Integer> sizes = new ArrayList<>();

    /** @param bytes of the next chunk */
    void add(int bytes) {
        sizes.add(bytes);
    }

    void write(ByteOutput out) {
        out.writeInt(VERSION);
        out.writeInt(sizes.size());
        if (sizes.isEmpty()) {
            return;
        }
        ArithmeticEncoder encoder = new ArithmeticEncoder(out);
        IntegerModel integers = new IntegerModel(32, 2);
        int last = 0;
        for (int size : sizes) {
            integers.encode(encoder, last, size, 1);
            last = size;
        }
        encoder.finish();
    }
}
