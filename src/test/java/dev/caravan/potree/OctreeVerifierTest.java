package dev.caravan.potree;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.builtin.BuiltInConverter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OctreeVerifierTest {
    private static final int POINTS = 30_000;

    @TempDir
    private Path directory;

    private Path octree;

    @BeforeEach
    void convert() throws IOException {
        Path file = aLasFile().withRandomPoints(POINTS).writeTo(directory.resolve("a.las"));
        octree = directory.resolve("octree");
        BuiltInConverter.convert(ConversionRequest.of(octree, file), ConversionProgress.NONE);
    }

    @Test
    void aWholeOctreePasses() {
        VerificationReport report = OctreeVerifier.verify(octree, OptionalLong.of(POINTS));

        assertThat(report.failures()).isEmpty();
        assertThat(report.points()).isEqualTo(POINTS);
        assertThat(report.checks()).hasSize(9);
    }

    @Test
    void missingDirectory() {
        assertFails("metadata parses", directory.resolve("nowhere"));
    }

    @Test
    void emptyMetadata() throws IOException {
        Files.write(octree.resolve("metadata.json"), new byte[0]);

        assertFails("metadata parses", octree);
    }

    @Test
    void infinityInMetadata() throws IOException {
        replace("\"spacing\":", "\"spacing\":inf,\"was\":");

        assertFails("metadata parses", octree);
    }

    @Test
    void quoteInMetadata() throws IOException {
        replace("\"projection\":\"", "\"projection\":\"a\"b");

        assertFails("metadata parses", octree);
    }

    @Test
    void metadataThatIsSomethingElse() throws IOException {
        for (String json : new String[] {"[]", "null", "3", "{}", "{\"hierarchy\":{}}", "[".repeat(100_000)}) {
            Files.writeString(octree.resolve("metadata.json"), json);

            assertFails("metadata parses", octree);
        }
    }

    @Test
    void attributeSizesThatDisagree() throws IOException {
        replace("\"size\":2,\"numElements\":1", "\"size\":4,\"numElements\":1");

        assertFails("attribute sizes agree", octree);
    }

    @Test
    void missingHierarchy() throws IOException {
        Files.delete(octree.resolve("hierarchy.bin"));

        assertFails("hierarchy walks from the root", octree);
    }

    @Test
    void hierarchyWithoutRoot() throws IOException {
        change("hierarchy.bin", bytes -> Arrays.copyOfRange(bytes, HierarchyRecord.SIZE, bytes.length));

        assertFails("hierarchy walks from the root", octree);
    }

    @Test
    void emptyHierarchy() throws IOException {
        change("hierarchy.bin", bytes -> new byte[0]);

        assertFails("hierarchy walks from the root", octree);
    }

    @Test
    void shortOctree() throws IOException {
        change("octree.bin", bytes -> Arrays.copyOf(bytes, bytes.length - 1));

        assertFails("nodes lie inside octree.bin", octree);
    }

    @Test
    void emptyOctree() throws IOException {
        change("octree.bin", bytes -> new byte[0]);

        assertFails("nodes lie inside octree.bin", octree);
    }

    @Test
    void nodesThatOverlap() throws IOException {
        change("hierarchy.bin", bytes -> {
            HierarchyRecord first = HierarchyRecord.fromBytes(bytes, 22);
            HierarchyRecord second = HierarchyRecord.fromBytes(bytes, 44);
            HierarchyRecord moved = new HierarchyRecord(
                    second.type(), second.childMask(), second.points(), first.offset(), second.size());
            System.arraycopy(moved.toBytes(), 0, bytes, 44, 22);
            return bytes;
        });

        assertFails("nodes do not overlap", octree);
    }

    @Test
    void wrongNumberOfPoints() throws IOException {
        replace("\"points\":" + POINTS, "\"points\":" + (POINTS + 1));

        assertFails("points add up", octree);
    }

    @Test
    void fewerPointsThanTheSource() {
        VerificationReport report = OctreeVerifier.verify(octree, OptionalLong.of(POINTS + 5));

        assertThat(report.failures()).contains("points are those of the source", "expected " + (POINTS + 5));
    }

    @Test
    void pointsOutsideTheirBoxes() throws IOException {
        change("octree.bin", bytes -> {
            Arrays.fill(bytes, (byte) 0x3F);
            return bytes;
        });

        assertFails("points lie in their nodes' boxes", octree);
    }

    /** As PotreeConverter writes them: leaf types everywhere, masks of proxies zero, dead records, empty leaves. */
    @Test
    void octreesOfPotreeConverterPass() throws IOException {
        change("hierarchy.bin", bytes -> {
            for (int at = 22; at < bytes.length; at += 22) {
                bytes[at] = HierarchyRecord.LEAF;
            }
            byte[] withDead = Arrays.copyOf(bytes, bytes.length + 44);
            System.arraycopy(bytes, 22, withDead, bytes.length, 22);
            return withDead;
        });

        assertThat(OctreeVerifier.verify(octree, OptionalLong.of(POINTS)).failures())
                .isEmpty();
    }

    @Test
    void emptyLeavesPass() throws IOException {
        HierarchyRecord root = new HierarchyRecord(0, 1, 1, 0, 12);
        HierarchyRecord empty = new HierarchyRecord(1, 0, 0, 0, 0);
        Files.write(octree.resolve("hierarchy.bin"), concat(root.toBytes(), empty.toBytes()));
        Files.write(octree.resolve("octree.bin"), new byte[12]);
        Files.writeString(octree.resolve("metadata.json"), minimal());

        assertThat(OctreeVerifier.verify(octree, OptionalLong.of(1)).failures()).isEmpty();
    }

    @Test
    void mutatedOctreesGiveAReport() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (String name : new String[] {"metadata.json", "hierarchy.bin"}) {
            byte[] valid = Files.readAllBytes(octree.resolve(name));
            for (int i = 0; i < 300; i++) {
                byte[] mutated =
                        random.nextInt(5) == 0 ? Arrays.copyOf(valid, random.nextInt(valid.length)) : valid.clone();
                for (int change = 0; change < 3 && mutated.length > 0; change++) {
                    mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
                }
                Files.write(octree.resolve(name), mutated);

                VerificationReport report = OctreeVerifier.verify(octree, OptionalLong.of(POINTS));

                assertThat(report.checks()).isNotEmpty();
            }
            Files.write(octree.resolve(name), valid);
        }
    }

    private static String minimal() {
        return ("{'version':'2.0','name':'','description':'','points':1,'projection':'',"
                        + "'hierarchy':{'firstChunkSize':44,'stepSize':4,'depth':0},"
                        + "'offset':[0,0,0],'scale':[1,1,1],'spacing':1,'boundingBox':{'min':[0,0,0],'max':[1,1,1]},"
                        + "'encoding':'DEFAULT','attributes':[{'name':'position','description':'','size':12,'numElements':3,"
                        + "'elementSize':4,'type':'int32','min':[0,0,0],'max':[1,1,1]}]}")
                .replace('\'', '"');
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private void replace(String what, String by) throws IOException {
        Path metadata = octree.resolve("metadata.json");
        String text = Files.readString(metadata);
        assertThat(text).contains(what);
        Files.writeString(metadata, text.replace(what, by));
    }

    private void change(String name, UnaryOperator<byte[]> change) throws IOException {
        Path file = octree.resolve(name);
        Files.write(file, change.apply(Files.readAllBytes(file)));
    }

    private static void assertFails(String check, Path octree) {
        VerificationReport report = OctreeVerifier.verify(octree, OptionalLong.of(POINTS));

        assertThat(report.checks())
                .filteredOn(made -> !made.passed())
                .extracting(Check::name)
                .contains(check);
    }
}
