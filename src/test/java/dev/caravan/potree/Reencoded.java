package dev.caravan.potree;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Makes a BROTLI octree of a DEFAULT one: the same nodes with the same points. */
final class Reencoded {

    private Reencoded() {}

    /** @param octree as our writer makes them: without dead records */
    static Path brotli(Path octree, Path target) throws IOException {
        Metadata metadata = Metadata.fromBytes(Files.readAllBytes(OctreeFiles.metadata(octree)));
        byte[] hierarchy = Files.readAllBytes(OctreeFiles.hierarchy(octree));
        byte[] points = Files.readAllBytes(OctreeFiles.points(octree));
        NodeEncoder encoder = Encoding.BROTLI.encoder(metadata.attributes());
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        for (int at = 0; at < hierarchy.length; at += HierarchyRecord.SIZE) {
            HierarchyRecord record = HierarchyRecord.fromBytes(hierarchy, at);
            if (!record.isProxy()) {
                int from = (int) record.offset();
                byte[] node = encoder.encode(
                        Arrays.copyOfRange(points, from, from + (int) record.size()), (int) record.points());
                HierarchyRecord moved = new HierarchyRecord(
                        record.type(), record.childMask(), record.points(), encoded.size(), node.length);
                System.arraycopy(moved.toBytes(), 0, hierarchy, at, HierarchyRecord.SIZE);
                encoded.writeBytes(node);
            }
        }
        Files.createDirectories(target);
        Files.write(OctreeFiles.points(target), encoded.toByteArray());
        Files.write(OctreeFiles.hierarchy(target), hierarchy);
        String json = Files.readString(OctreeFiles.metadata(octree));
        Files.writeString(
                OctreeFiles.metadata(target), json.replace("\"encoding\":\"DEFAULT\"", "\"encoding\":\"BROTLI\""));
        return target;
    }
}
