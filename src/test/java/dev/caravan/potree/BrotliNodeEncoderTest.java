package dev.caravan.potree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.support.SoaNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BrotliNodeEncoderTest {
    private static final Attribute POSITION = Attribute.of("position", "", AttributeType.INT32, 3);
    private static final Attribute RGB = Attribute.of("rgb", "", AttributeType.UINT16, 3);
    private static final List<Attribute> COLORED = List.of(
            POSITION,
            Attribute.of("intensity", "", AttributeType.UINT16, 1),
            RGB,
            Attribute.of("gps-time", "", AttributeType.DOUBLE, 1));

    private final Random random = new Random(7);

    @Test
    void onePointComesBack() {
        byte[] records = aCloud(COLORED, 1, 1 << 30);

        assertThat(decode(encode(COLORED, records), 1, COLORED)).isEqualTo(records);
    }

    @Test
    void coordinatesOfAnySizeComeBackToTheBit() {
        for (int[] xyz : new int[][] {
            {0, 0, 0},
            {1, 2, 4},
            {65_535, 65_536, 65_537},
            {1 << 30, (1 << 30) - 1, 0x2AAAAAAA},
            {-1, -65_536, 0x80000000}
        }) {
            byte[] records = packed(xyz);

            assertThat(decode(encode(List.of(POSITION), records), 1, List.of(POSITION)))
                    .isEqualTo(records);
        }
    }

    @Test
    void fiftyThousandPointsComeBackOnceEach() {
        byte[] records = aCloud(COLORED, 50_000, 100_000);

        assertSamePoints(COLORED, records, encode(COLORED, records));
    }

    @Test
    void aNodeOfManyBlocksComesBack() {
        byte[] records = aCloud(COLORED, 300_000, 1 << 24);
        assertThat(300_000L * StructureOfArrays.bytesPerPoint(COLORED)).isGreaterThan(2L * StructureOfArrays.BLOCK);

        assertSamePoints(COLORED, records, encode(COLORED, records));
    }

    @Test
    void allTypesAndSeveralElementsComeBack() {
        List<Attribute> all = new ArrayList<>();
        for (AttributeType type : AttributeType.values()) {
            all.add(Attribute.of("one " + type, "", type, 1));
            all.add(Attribute.of("three " + type, "", type, 3));
        }
        all.add(3, POSITION);
        all.add(9, RGB);
        byte[] records = aCloud(all, 500, 1 << 20);

        assertSamePoints(all, records, encode(all, records));
    }

    @Test
    void pointsWithoutColorsComeBack() {
        List<Attribute> plain = List.of(POSITION, Attribute.of("intensity", "", AttributeType.UINT16, 1));
        byte[] records = aCloud(plain, 1_000, 1_000);

        assertSamePoints(plain, records, encode(plain, records));
    }

    @Test
    void pointsAreInTheOrderOfTheirMortonCodes() {
        byte[] records = aCloud(List.of(POSITION), 2_000, 1 << 20);
        byte[] decoded = decode(encode(List.of(POSITION), records), 2_000, List.of(POSITION));

        PositionCodes codes = new PositionCodes();
        codes.read(decoded, 2_000, 12, 0);
        for (int i = 1; i < 2_000; i++) {
            assertThat(codes.upper(i)).isGreaterThanOrEqualTo(codes.upper(i - 1));
            if (codes.upper(i) == codes.upper(i - 1)) {
                assertThat(codes.lower(i)).isGreaterThanOrEqualTo(codes.lower(i - 1));
            }
        }
    }

    @Test
    void theOrderOfTheInputMakesNoDifference() {
        byte[] records = aCloud(COLORED, 5_000, 12);
        List<ByteBuffer> shuffled = split(records, 28);
        Collections.shuffle(shuffled, random);

        assertThat(encode(COLORED, join(shuffled))).isEqualTo(encode(COLORED, records));
    }

    @Test
    void oneEncoderEncodesNodeAfterNode() {
        NodeEncoder encoder = Encoding.BROTLI.encoder(COLORED);
        for (int points : new int[] {3_000, 1, 10, 4_000, 200}) {
            byte[] records = aCloud(COLORED, points, 10_000);

            assertThat(encoder.encode(records.clone(), points)).isEqualTo(encode(COLORED, records));
        }
    }

    @Test
    void manyPointsInOnePlaceComeBack() {
        byte[] records = aCloud(COLORED, 20_000, 1);

        assertSamePoints(COLORED, records, encode(COLORED, records));
    }

    @Test
    void anAttributeThatViewersWouldMisreadIsRefused() {
        List<Attribute> gray = List.of(POSITION, Attribute.of("rgb", "", AttributeType.UINT8, 3));

        assertThatThrownBy(() -> Encoding.BROTLI.encoder(gray)).hasMessage("rgb has 3 bytes, expected 6");
    }

    private void assertSamePoints(List<Attribute> attributes, byte[] records, byte[] encoded) {
        int size = recordSize(attributes);
        byte[] decoded = decode(encoded, records.length / size, attributes);

        assertThat(sorted(split(decoded, size))).isEqualTo(sorted(split(records, size)));
    }

    private static byte[] encode(List<Attribute> attributes, byte[] records) {
        return Encoding.BROTLI.encoder(attributes).encode(records.clone(), records.length / recordSize(attributes));
    }

    private static byte[] decode(byte[] encoded, int points, List<Attribute> attributes) {
        List<SoaNode.Column> columns = attributes.stream()
                .map(attribute -> new SoaNode.Column(attribute.name(), attribute.size()))
                .toList();
        return SoaNode.records(encoded, points, columns);
    }

    /** Random bytes, but for coordinates from 0 to below an extent. */
    private byte[] aCloud(List<Attribute> attributes, int points, int extent) {
        int size = recordSize(attributes);
        byte[] records = new byte[points * size];
        random.nextBytes(records);
        int position = attributes.subList(0, attributes.indexOf(POSITION)).stream()
                .mapToInt(Attribute::size)
                .sum();
        ByteBuffer buffer = ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = position; at < records.length; at += size) {
            for (int axis = 0; axis < 3; axis++) {
                buffer.putInt(at + 4 * axis, random.nextInt(extent));
            }
        }
        return records;
    }

    private static byte[] packed(int... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(numbers).forEach(buffer::putInt);
        return buffer.array();
    }

    private static int recordSize(List<Attribute> attributes) {
        return attributes.stream().mapToInt(Attribute::size).sum();
    }

    private static List<ByteBuffer> split(byte[] records, int size) {
        List<ByteBuffer> split = new ArrayList<>();
        for (int at = 0; at < records.length; at += size) {
            split.add(ByteBuffer.wrap(Arrays.copyOfRange(records, at, at + size)));
        }
        return split;
    }

    private static List<ByteBuffer> sorted(List<ByteBuffer> records) {
        return records.stream().sorted().toList();
    }

    private static byte[] join(List<ByteBuffer> records) {
        ByteBuffer joined = ByteBuffer.allocate(records.size() * records.get(0).capacity());
        records.forEach(record -> joined.put(record.array()));
        return joined.array();
    }
}
