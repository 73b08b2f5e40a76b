package dev.caravan.potree;

import dev.caravan.binary.LittleEndian;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Compares points with the box of their node: a few of each node, spread over it. */
final class BoxCheck {
    private static final int POINTS_PER_NODE = 8;
    /** PotreeConverter cuts instead of rounding, so its points may lie one quantum below. */
    private static final double QUANTA = 1.5;

    private final FileChannel points;
    private final Metadata metadata;
    private final double edge;
    private final byte[] position = new byte[12];

    BoxCheck(FileChannel points, Metadata metadata) {
        this.points = points;
        this.metadata = metadata;
        this.edge = metadata.boundingBox().max()[0] - metadata.boundingBox().min()[0];
    }

    /** @throws InvalidOctreeException when a point lies outside */
    void check(HierarchyReader.Node node) throws IOException, InvalidOctreeException {
        HierarchyRecord record = node.record();
        long step = Math.max(1, record.points() / POINTS_PER_NODE);
        for (long point = 0; point < record.points(); point += step) {
            read(record.offset() + point * metadata.bytesPerPoint());
            checkAxis(node, 0, node.x(), point);
            checkAxis(node, 1, node.y(), point);
            checkAxis(node, 2, node.z(), point);
        }
    }

    private void read(long at) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(position);
        while (buffer.hasRemaining()) {
            if (points.read(buffer, at + buffer.position()) < 0) {
                throw new IOException("octree.bin became shorter while it was read");
            }
        }
    }

    private void checkAxis(HierarchyReader.Node node, int axis, double cell, long point) throws InvalidOctreeException {
        double size = edge * Math.pow(0.5, node.level());
        double low = metadata.boundingBox().min()[axis] + cell * size;
        double scale = metadata.scale()[axis];
        double world = LittleEndian.signedInt(position, 4 * axis) * scale + metadata.offset()[axis];
        double slack = QUANTA * scale + 4 * Math.ulp(Math.abs(world) + edge);
        if (!(world >= low - slack && world <= low + size + slack)) {
            throw new InvalidOctreeException("point " + point + " of the node at byte "
                    + node.record().offset() + " (level " + node.level() + ") has " + "xyz".charAt(axis) + " = " + world
                    + ", expected " + low + " to " + (low + size));
        }
    }
}
