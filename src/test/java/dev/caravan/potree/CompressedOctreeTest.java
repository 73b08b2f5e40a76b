package dev.caravan.potree;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.encoder.Encoder;
import dev.caravan.binary.LittleEndian;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.brotli.dec.BrotliInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the verifier says of octrees of the encoding BROTLI. */
class CompressedOctreeTest {
    private static final int POINTS = 20_000;
    private static final List<Attribute> ATTRIBUTES = List.of(
            Attribute.of("position", "", AttributeType.INT32, 3),
            Attribute.of("rgb", "", AttributeType.UINT16, 3),
            Attribute.of("intensity", "", AttributeType.UINT16, 1));
    private static final int RAW = POINTS * 26;

    @TempDir
    private Path octree;

    private byte[] child;

    /** A root with one child, which is the upper half of x, y and z. */
    @BeforeEach
    void encode() throws IOException {
        child = Encoding.BROTLI.encoder(ATTRIBUTES).encode(points(500, 1_000), POINTS);
        write(child);
    }

    @Test
    void aWholeOctreePasses() throws IOException {
        assertThat(verify().failures()).isEmpty();
        assertThat(verify().checks())
                .endsWith(Check.passed("compressed nodes decode", "2 nodes, all points in their nodes' boxes"));
    }

    @Test
    void aStreamThatIsCutOffIsRefusedWhereItEnds() throws IOException {
        write(Arrays.copyOf(child, child.length - 5));

        assertFails("(20000 points in " + (child.length - 5) + " bytes) does not end with the node after "
                + (child.length - 5) + " bytes");
    }

    @Test
    void bytesAfterAStreamAreRefusedWhereTheyBegin() throws IOException {
        write(Arrays.copyOf(child, child.length + 100_000));

        assertFails("ends, but the node goes on after " + child.length + " bytes");
    }

    @Test
    void aBrokenStreamIsRefused() throws IOException {
        byte[] broken = child.clone();
        Arrays.fill(broken, broken.length / 2, broken.length / 2 + 64, (byte) 0);
        write(broken);

        VerificationReport report = verify();

        assertThat(report.passed()).isFalse();
        assertThat(report.failures()).contains("the node at byte " + rootBytes());
    }

    @Test
    void aFlippedBitIsRefusedAtItsNodeOrLeavesAnotherOctreeOfTheSameShape() throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < 100; i++) {
            byte[] flipped = child.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            write(flipped);

            VerificationReport report = verify();

            assertThat(report.checks()).hasSize(8);
            if (!report.passed()) {
                assertThat(report.failures()).contains("at byte " + rootBytes());
            }
        }
    }

    @Test
    void aStreamOfFewerBytesThanItsPointsIsRefused() throws IOException {
        write(compress(Arrays.copyOf(inflate(child), RAW - 1)));

        assertFails("gives " + (RAW - 1) + " bytes, expected " + RAW);
    }

    @Test
    void aStreamThatGrowsWithoutEndIsGivenUpEarly() throws IOException {
        write(compress(new byte[200 << 20]));

        assertFails("gives more than the " + RAW + " bytes of its points");
    }

    @Test
    void aPointOutsideItsBoxIsRefused() throws IOException {
        byte[] records = points(500, 1_000);
        LittleEndian.putInt(records, 20 * 777, 10);
        write(Encoding.BROTLI.encoder(ATTRIBUTES).encode(records, POINTS));

        assertFails("of the node at byte " + rootBytes() + " (level 1) has x = 10.0, expected 500.0 to 1000.0");
    }

    @Test
    void aNodeWithoutBytesIsRefused() throws IOException {
        write(new byte[0]);

        assertFails("(20000 points in 0 bytes) does not end with the node after 0 bytes");
    }

    private static byte[] compress(byte[] bytes) throws IOException {
        return Encoder.compress(bytes, Encoder.Parameters.create(5));
    }

    private static byte[] inflate(byte[] stream) throws IOException {
        try (BrotliInputStream in = new BrotliInputStream(new ByteArrayInputStream(stream))) {
            return in.readAllBytes();
        }
    }

    /** Records with random coordinates. */
    private static byte[] points(int low, int high) {
        Random random = new Random(1);
        byte[] records = new byte[20 * POINTS];
        random.nextBytes(records);
        ByteBuffer buffer = ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < records.length; at += 20) {
            for (int axis = 0; axis < 3; axis++) {
                buffer.putInt(at + 4 * axis, low + random.nextInt(high - low));
            }
        }
        return records;
    }

    private static byte[] root() {
        return Encoding.BROTLI.encoder(ATTRIBUTES).encode(points(0, 1_000), POINTS);
    }

    private static int rootBytes() {
        return root().length;
    }

    private void write(byte[] childStream) throws IOException {
        byte[] root = root();
        byte[] both = Arrays.copyOf(root, root.length + childStream.length);
        System.arraycopy(childStream, 0, both, root.length, childStream.length);
        Files.write(octree.resolve("octree.bin"), both);
        byte[] hierarchy = Arrays.copyOf(new HierarchyRecord(0, 1 << 7, POINTS, 0, root.length).toBytes(), 44);
        System.arraycopy(
                new HierarchyRecord(1, 0, POINTS, root.length, childStream.length).toBytes(), 0, hierarchy, 22, 22);
        Files.write(octree.resolve("hierarchy.bin"), hierarchy);
        Files.write(octree.resolve("metadata.json"), metadata().toBytes());
    }

    private static Metadata metadata() {
        return new Metadata(
                Metadata.VERSION,
                "two nodes",
                "",
                2 * POINTS,
                "",
                new Metadata.Hierarchy(44, 4, 1),
                new double[3],
                new double[] {1, 1, 1},
                1,
                new Metadata.Box(new double[3], new double[] {1_000, 1_000, 1_000}),
                "BROTLI",
                ATTRIBUTES);
    }

    private VerificationReport verify() {
        return OctreeVerifier.verify(octree, OptionalLong.of(2 * POINTS));
    }

    private void assertFails(String message) {
        assertThat(verify().failures()).startsWith("compressed nodes decode: ").contains(message);
    }
}
