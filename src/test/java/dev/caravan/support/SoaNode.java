package dev.caravan.support;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.brotli.dec.BrotliInputStream;

/**
 * A node of the encoding BROTLI turned back into records, by another decoder than the program's and from the format's
 * description only.
 */
public final class SoaNode {

    private SoaNode() {}

    /** An attribute's name and its bytes in a record. */
    public record Column(String name, int size) {
        int width() {
            return switch (name) {
                case "position" -> 16;
                case "rgb" -> 8;
                default -> size;
            };
        }
    }

    /** @return the records, packed, in the order of the node */
    public static byte[] records(byte[] compressed, int points, List<Column> columns) {
        ByteBuffer arrays = ByteBuffer.wrap(inflate(compressed)).order(ByteOrder.LITTLE_ENDIAN);
        int recordSize = columns.stream().mapToInt(Column::size).sum();
        ByteBuffer records = ByteBuffer.allocate(points * recordSize).order(ByteOrder.LITTLE_ENDIAN);
        int offset = 0;
        for (Column column : columns) {
            for (int point = 0; point < points; point++) {
                records.position(point * recordSize + offset);
                copy(column, arrays, records);
            }
            offset += column.size();
        }
        if (arrays.hasRemaining()) {
            throw new IllegalStateException(arrays.remaining() + " bytes too many");
        }
        return records.array();
    }

    private static void copy(Column column, ByteBuffer arrays, ByteBuffer records) {
        switch (column.name()) {
            case "position" -> {
                long upper = arrays.getLong();
                long lower = arrays.getLong();
                for (int axis = 0; axis < 3; axis++) {
                    records.putInt(everyThirdBit(upper, axis) << 16 | everyThirdBit(lower, axis));
                }
            }
            case "rgb" -> {
                long code = arrays.getLong();
                for (int channel = 0; channel < 3; channel++) {
                    records.putShort((short) everyThirdBit(code, channel));
                }
            }
            default -> {
                for (int i = 0; i < column.width(); i++) {
                    records.put(arrays.get());
                }
            }
        }
    }

    private static int everyThirdBit(long code, int first) {
        BigInteger bits = BigInteger.valueOf(code);
        int number = 0;
        for (int k = 0; k < 16; k++) {
            number |= bits.testBit(3 * k + first) ? 1 << k : 0;
        }
        return number;
    }

    private static byte[] inflate(byte[] compressed) {
        try (BrotliInputStream in = new BrotliInputStream(new ByteArrayInputStream(compressed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
