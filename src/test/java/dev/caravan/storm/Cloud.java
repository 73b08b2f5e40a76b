package dev.caravan.storm;

import dev.caravan.support.LasFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** LAS files of which each version has another intensity, the same in all of its points: a mixture of two shows. */
final class Cloud {
    private static final int OFFSET_TO_POINTS = 96;
    private static final int RECORD_LENGTH = 105;
    private static final int POINT_COUNT = 107;
    private static final int COUNTS_BY_RETURN = 111;
    private static final int INTENSITY = 12;

    private final byte[] largest;

    /** @param points of the largest one; {@code scratch} is left empty */
    Cloud(int points, Path scratch) throws IOException {
        Path file = LasFiles.aLasFile().withRandomPoints(points).writeTo(scratch.resolve("largest.las"));
        largest = Files.readAllBytes(file);
        Files.delete(file);
    }

    /** Puts a version in its place, whole at once; {@code partial} is a file beside no source. */
    void write(int points, int version, Path partial, Path place) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(largest).order(ByteOrder.LITTLE_ENDIAN);
        int begin = all.getInt(OFFSET_TO_POINTS);
        int length = all.getShort(RECORD_LENGTH);
        ByteBuffer file = ByteBuffer.allocate(begin + points * length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(0, largest, 0, file.capacity());
        file.putInt(POINT_COUNT, points);
        // Nobody relies on the counts by return; they would have to be counted.
        file.put(COUNTS_BY_RETURN, new byte[20]);
        for (int point = 0; point < points; point++) {
            file.putShort(begin + point * length + INTENSITY, (short) version);
        }
        Files.write(partial, file.array());
        Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
