package dev.caravan.potree;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * metadata.json, fields in PotreeConverter's order.
 *
 * @param points in the octree
 * @param offset world coordinates of the stored (0, 0, 0)
 * @param scale world units of a stored 1
 * @param spacing of the root's points, world units
 * @param boundingBox a cube
 */
public record Metadata(
        String version,
        String name,
        String description,
        long points,
        String projection,
        Hierarchy hierarchy,
        double[] offset,
        double[] scale,
        double spacing,
        Box boundingBox,
        String encoding,
        List<Attribute> attributes) {
    public static final String VERSION = "2.0";

    /**
     * @param firstChunkSize bytes of hierarchy.bin's first chunk
     * @param stepSize levels a chunk
     * @param depth deepest level
     */
    public record Hierarchy(long firstChunkSize, int stepSize, int depth) {}

    public record Box(double[] min, double[] max) {}

    /** Bytes of a point when it is not compressed. */
    public int bytesPerPoint() {
        return attributes.stream().mapToInt(Attribute::size).sum();
    }

    public byte[] toBytes() {
        try {
            return MetadataJson.write(this);
        } catch (IOException e) {
            throw new IllegalStateException("metadata cannot be written as JSON", e);
        }
    }

    /** @throws IOException when it is not JSON, or not of this shape; fields that are missing are null or zero, and `null` is null */
    public static @Nullable Metadata fromBytes(byte[] bytes) throws IOException {
        return MetadataJson.read(bytes);
    }
}
