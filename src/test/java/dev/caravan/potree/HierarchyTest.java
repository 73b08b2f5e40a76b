package dev.caravan.potree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.octree.Location;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HierarchyTest {
    @TempDir
    private Path directory;

    @Test
    void recordsBecomeBytesAndTheSameRecordsAgain() {
        HierarchyRecord record = new HierarchyRecord(1, 0xA5, 4_000_000_000L, 1L << 40, 1L << 33);

        assertThat(HierarchyRecord.fromBytes(record.toBytes(), 0)).isEqualTo(record);
    }

    @Test
    void aDeepHierarchyIsCutIntoChunksAndWalksBack() throws Exception {
        NodeTable nodes = new NodeTable();
        long location = Location.ROOT;
        for (int level = 0; level <= 13; level++) {
            nodes.add(location, level + 1, level * 100, 10);
            if (level > 0) {
                nodes.add(location ^ 1, 1, 5000 + level, 1);
            }
            location = Location.child(location, level % 2 == 0 ? 6 : 3);
        }
        Path file = directory.resolve("hierarchy.bin");

        Metadata.Hierarchy hierarchy = HierarchyWriter.write(nodes, file);

        List<HierarchyReader.Node> walked = new ArrayList<>();
        int depth = HierarchyReader.walk(file, hierarchy.firstChunkSize(), walked::add);
        assertThat(depth).isEqualTo(13).isEqualTo(hierarchy.depth());
        assertThat(walked).hasSize(nodes.count());
        assertThat(walked.stream().mapToLong(node -> node.record().points()).sum())
                .isEqualTo(nodes.points());
        // Three nodes are there twice, as a proxy and as the first of its chunk; there are no dead records.
        assertThat(Files.size(file)).isEqualTo((nodes.count() + 3L) * HierarchyRecord.SIZE);
    }

    @Test
    void proxiesHaveTheirTrueMask() throws Exception {
        NodeTable nodes = new NodeTable();
        long location = Location.ROOT;
        for (int level = 0; level <= 5; level++) {
            nodes.add(location, 1, level, 1);
            location = Location.child(location, 5);
        }
        Path file = directory.resolve("hierarchy.bin");

        HierarchyWriter.write(nodes, file);

        HierarchyRecord proxy = HierarchyRecord.fromBytes(Files.readAllBytes(file), 4 * HierarchyRecord.SIZE);
        assertThat(proxy).isEqualTo(new HierarchyRecord(HierarchyRecord.PROXY, 1 << 5, 1, 5 * 22, 2 * 22));
    }

    @Test
    void chunksThatReferToEachOtherEnd() throws Exception {
        HierarchyRecord root = new HierarchyRecord(0, 1, 1, 0, 1);
        HierarchyRecord proxy = new HierarchyRecord(2, 0, 1, 0, 2 * HierarchyRecord.SIZE);
        Path file = write(root, proxy);

        assertThatThrownBy(() -> HierarchyReader.walk(file, 44, node -> {}))
                .isInstanceOf(InvalidOctreeException.class)
                .hasMessageContaining("refer to each other");
    }

    @Test
    void masksThatAnnounceTooMuchAreRefused() throws Exception {
        Path file = write(new HierarchyRecord(0, 0xFF, 1, 0, 1), new HierarchyRecord(1, 0, 1, 0, 1));

        assertThatThrownBy(() -> HierarchyReader.walk(file, 44, node -> {}))
                .isInstanceOf(InvalidOctreeException.class)
                .hasMessageContaining("announce more than its 2 records");
    }

    private Path write(HierarchyRecord... records) throws Exception {
        Path file = directory.resolve("hierarchy.bin");
        Files.deleteIfExists(file);
        try (var out = Files.newOutputStream(file)) {
            for (HierarchyRecord record : records) {
                out.write(record.toBytes());
            }
        }
        return file;
    }
}
