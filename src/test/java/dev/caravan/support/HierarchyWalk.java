package dev.caravan.support;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The records of hierarchy.bin, found as a viewer finds them. Written from the format's description only. */
public final class HierarchyWalk {
    private static final int RECORD = 22;

    private final ByteBuffer hierarchy;
    private final Map<String, Extent> extents = new LinkedHashMap<>();

    /**
     * Where a node lies.
     *
     * @param name `r` and a digit a level
     * @param offset in octree.bin
     */
    public record Extent(String name, int type, int mask, int points, long offset, int bytes) {}

    private HierarchyWalk(byte[] hierarchy) {
        this.hierarchy = ByteBuffer.wrap(hierarchy).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @param firstChunkSize as metadata.json has it */
    public static List<Extent> extents(byte[] hierarchy, int firstChunkSize) {
        HierarchyWalk walk = new HierarchyWalk(hierarchy);
        walk.chunk("r", 0, firstChunkSize);
        return List.copyOf(walk.extents.values());
    }

    private void chunk(String root, int at, int size) {
        List<String> names = new ArrayList<>(List.of(root));
        for (int i = 0; i < size / RECORD; i++) {
            Extent extent = extent(names.get(i), at + i * RECORD);
            if (extent.type() == 2) {
                chunk(extent.name(), (int) extent.offset(), extent.bytes());
                continue;
            }
            extents.put(extent.name(), extent);
            for (int child = 0; child < 8; child++) {
                if ((extent.mask() >> child & 1) == 1) {
                    names.add(extent.name() + child);
                }
            }
        }
    }

    private Extent extent(String name, int at) {
        return new Extent(
                name,
                hierarchy.get(at),
                hierarchy.get(at + 1) & 0xFF,
                hierarchy.getInt(at + 2),
                hierarchy.getLong(at + 6),
                (int) hierarchy.getLong(at + 14));
    }
}
