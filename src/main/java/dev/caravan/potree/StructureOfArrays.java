package dev.caravan.potree;

import dev.caravan.binary.LittleEndian;
import java.util.List;

/**
 * A node's bytes before compression: all positions, 16 bytes each, then the next attribute of all points, and so on; colours
 * have 8 bytes, everything else its own. They are made in blocks, so that a node of any size needs little memory.
 */
final class StructureOfArrays {
    static final int POSITION_BYTES = 16;
    static final int COLOR_BYTES = 8;
    /** Nearly all nodes are one block. */
    static final int BLOCK = 4 << 20;

    private final List<Attribute> attributes;
    private final int recordSize;
    private final BlockSink sink;
    private byte[] block = new byte[1 << 16];
    private int filled;

    /** Takes the bytes of a node, block by block. The array belongs to the giver. */
    interface BlockSink {
        void take(byte[] block, int length, boolean last);
    }

    /** @throws IllegalArgumentException for a position or a colour that is not three numbers as viewers expect */
    StructureOfArrays(List<Attribute> attributes, BlockSink sink) {
        attributes.forEach(StructureOfArrays::requireViewersShape);
        this.attributes = List.copyOf(attributes);
        this.recordSize = attributes.stream().mapToInt(Attribute::size).sum();
        this.sink = sink;
    }

    private static void requireViewersShape(Attribute attribute) {
        int expected =
                switch (attribute.name()) {
                    case Attribute.POSITION -> 12;
                    case Attribute.RGB -> 6;
                    default -> attribute.size();
                };
        if (attribute.size() != expected) {
            throw new IllegalArgumentException(
                    attribute.name() + " has " + attribute.size() + " bytes, expected " + expected);
        }
    }

    /** Bytes a point has in this form. */
    static int bytesPerPoint(List<Attribute> attributes) {
        return attributes.stream().mapToInt(StructureOfArrays::width).sum();
    }

    static int width(Attribute attribute) {
        return switch (attribute.name()) {
            case Attribute.POSITION -> POSITION_BYTES;
            case Attribute.RGB -> COLOR_BYTES;
            default -> attribute.size();
        };
    }

    /** @param order indices of the records */
    void write(byte[] records, PositionCodes codes, int[] order) {
        long bytes = (long) codes.count() * bytesPerPoint(attributes);
        if (block.length < Math.min(BLOCK, bytes)) {
            block = new byte[(int) Math.min(BLOCK, Math.max(bytes, 2L * block.length))];
        }
        filled = 0;
        int offset = 0;
        for (Attribute attribute : attributes) {
            write(attribute, offset, records, codes, order);
            offset += attribute.size();
        }
        pass(true);
    }

    private void pass(boolean last) {
        sink.take(block, filled, last);
        filled = 0;
    }

    private void write(Attribute attribute, int offset, byte[] records, PositionCodes codes, int[] order) {
        int width = width(attribute);
        for (int from = 0; from < codes.count(); ) {
            int fitting = (block.length - filled) / width;
            int to = Math.min(codes.count(), from + fitting);
            switch (attribute.name()) {
                case Attribute.POSITION -> positions(codes, order, from, to);
                case Attribute.RGB -> colors(records, offset, order, from, to);
                default -> values(records, offset, attribute.size(), order, from, to);
            }
            filled += (to - from) * width;
            if (to < codes.count()) {
                pass(false);
            }
            from = to;
        }
    }

    private void positions(PositionCodes codes, int[] order, int from, int to) {
        for (int i = from, at = filled; i < to; i++, at += POSITION_BYTES) {
            LittleEndian.putLong(block, at, codes.upper(order[i]));
            LittleEndian.putLong(block, at + 8, codes.lower(order[i]));
        }
    }

    private void colors(byte[] records, int offset, int[] order, int from, int to) {
        for (int i = from, at = filled; i < to; i++, at += COLOR_BYTES) {
            int color = order[i] * recordSize + offset;
            long code = MortonCode.of(
                    LittleEndian.unsignedShort(records, color),
                    LittleEndian.unsignedShort(records, color + 2),
                    LittleEndian.unsignedShort(records, color + 4));
            LittleEndian.putLong(block, at, code);
        }
    }

    private void values(byte[] records, int offset, int size, int[] order, int from, int to) {
        int at = filled;
        for (int i = from; i < to; i++) {
            int value = order[i] * recordSize + offset;
            for (int b = 0; b < size; b++) {
                block[at++] = records[value + b];
            }
        }
    }
}
