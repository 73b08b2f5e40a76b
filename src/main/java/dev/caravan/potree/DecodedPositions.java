package dev.caravan.potree;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Takes the decoded bytes of a compressed node as they come, keeps none, and compares each position with the node's box.
 * Positions are the first attribute.
 */
final class DecodedPositions {
    private final NodeBox box;
    private final long points;
    /** A position whose first bytes came with the bytes before. */
    private final ByteBuffer split =
            ByteBuffer.allocate(StructureOfArrays.POSITION_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private long point;

    DecodedPositions(NodeBox box, long points) {
        this.box = box;
        this.points = points;
    }

    /** @throws InvalidOctreeException when a point lies outside */
    void take(ByteBuffer decoded) throws InvalidOctreeException {
        ByteBuffer bytes = decoded.order(ByteOrder.LITTLE_ENDIAN);
        while (split.position() > 0 && bytes.hasRemaining()) {
            split.put(bytes.get());
            if (!split.hasRemaining()) {
                split.flip();
                check(split);
                split.clear();
            }
        }
        while (point < points && bytes.remaining() >= StructureOfArrays.POSITION_BYTES) {
            check(bytes);
        }
        if (point < points) {
            split.put(bytes);
        }
    }

    private void check(ByteBuffer codes) throws InvalidOctreeException {
        long upper = codes.getLong();
        long lower = codes.getLong();
        box.check(point++, coordinate(upper, lower, 0), coordinate(upper, lower, 1), coordinate(upper, lower, 2));
    }

    private static int coordinate(long upper, long lower, int axis) {
        return MortonCode.number(upper, axis) << 16 | MortonCode.number(lower, axis);
    }
}
