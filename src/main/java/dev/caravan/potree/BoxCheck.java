package dev.caravan.potree;

import dev.caravan.binary.LittleEndian;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Compares points of uncompressed nodes with the box of their node: a few of each node, spread over it. */
final class BoxCheck {
    private static final int POINTS_PER_NODE = 8;

    private final FileChannel points;
    private final Metadata metadata;
    private final byte[] position = new byte[12];

    BoxCheck(FileChannel points, Metadata metadata) {
        this.points = points;
        this.metadata = metadata;
    }

    /** @throws InvalidOctreeException when a point lies outside */
    void check(HierarchyReader.Node node) throws IOException, InvalidOctreeException {
        NodeBox box = new NodeBox(node, metadata);
        HierarchyRecord record = node.record();
        long step = Math.max(1, record.points() / POINTS_PER_NODE);
        for (long point = 0; point < record.points(); point += step) {
            read(record.offset() + point * metadata.bytesPerPoint());
            box.check(
                    point,
                    LittleEndian.signedInt(position, 0),
                    LittleEndian.signedInt(position, 4),
                    LittleEndian.signedInt(position, 8));
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
}
