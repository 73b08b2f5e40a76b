package dev.caravan.potree;

import dev.caravan.binary.LittleEndian;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The positions of an uncompressed octree, whoever wrote it, node by node: memory is bounded by the largest node. */
public final class StoredPositions {
    private final Metadata metadata;
    private final FileChannel points;
    private final Visitor visitor;
    private final int positionAt;

    /** Takes each node once, in no particular order. */
    public interface Visitor {
        /**
         * @param inner whether it has children
         * @param spacing of the node's level, world units
         * @param positions by axis, then by point: world units from the cube's lower corner
         */
        void node(int level, boolean inner, double spacing, double[][] positions);
    }

    private StoredPositions(Metadata metadata, FileChannel points, Visitor visitor) {
        this.metadata = metadata;
        this.points = points;
        this.visitor = visitor;
        this.positionAt = metadata.attributes().stream()
                .takeWhile(attribute -> !attribute.name().equals(Attribute.POSITION))
                .mapToInt(Attribute::size)
                .sum();
    }

    /**
     * @throws IllegalArgumentException when the octree is compressed
     * @throws IOException also when it is broken
     */
    public static void visit(Path octree, Visitor visitor) throws IOException {
        Metadata metadata = Metadata.fromBytes(Files.readAllBytes(OctreeFiles.metadata(octree)));
        if (Encoding.BROTLI.name().equals(metadata.encoding())) {
            throw new IllegalArgumentException(
                    octree + " is encoded as " + metadata.encoding() + ", expected " + Encoding.DEFAULT);
        }
        try (FileChannel channel = FileChannel.open(OctreeFiles.points(octree))) {
            StoredPositions positions = new StoredPositions(metadata, channel, visitor);
            HierarchyReader.walk(
                    OctreeFiles.hierarchy(octree), metadata.hierarchy().firstChunkSize(), positions::visit);
        } catch (InvalidOctreeException e) {
            throw new IOException(octree + ": " + e.getMessage(), e);
        }
    }

    private void visit(HierarchyReader.Node node) throws IOException {
        double spacing = Math.scalb(metadata.spacing(), -node.level());
        visitor.node(node.level(), node.record().childMask() != 0, spacing, positions(node.record()));
    }

    private double[][] positions(HierarchyRecord record) throws IOException {
        byte[] bytes = read(record);
        double[][] positions = new double[3][(int) record.points()];
        for (int point = 0; point < record.points(); point++) {
            int at = point * metadata.bytesPerPoint() + positionAt;
            for (int axis = 0; axis < 3; axis++) {
                positions[axis][point] = LittleEndian.signedInt(bytes, at + 4 * axis) * metadata.scale()[axis];
            }
        }
        return positions;
    }

    private byte[] read(HierarchyRecord record) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(record.points() * metadata.bytesPerPoint()));
        while (buffer.hasRemaining()) {
            if (points.read(buffer, record.offset() + buffer.position()) < 0) {
                throw new EOFException("octree.bin ends within the node at byte " + record.offset());
            }
        }
        return buffer.array();
    }
}
