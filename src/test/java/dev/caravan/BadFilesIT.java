package dev.caravan;

import static dev.caravan.support.LasFiles.aLasFile;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.support.Installation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot become octrees fail for a true reason, and harm nobody else. */
class BadFilesIT {
    private static final int POINT_FORMAT = 104;
    private static final int POINT_COUNT = 107;
    private static final int SCALE_X = 131;

    /** Holds a job in the middle of its conversion, and says so. */
    private static final String HOLD = """
                    - filter:
                        id: convert-hold
                        description: Time for a test to do something to the file.
                        expression:
                          simple:
                            expression: "${body.key} startsWith 'held-'"
                        steps:
                          - log:
                              id: convert-held
                              description: The test waits for this line.
                              message: "holding ${body.key}"
                              loggingLevel: WARN
                          - delay:
                              id: convert-delay
                              description: Long enough.
                              expression:
                                constant:
                                  expression: "5000"
            """;

    @TempDir
    private Path directory;

    private final List<Path> good = new ArrayList<>();
    private final List<Path> bad = new ArrayList<>();
    private Path changing;
    private Path vanishing;

    @Test
    void eachFailsForItsReasonAndTheOthersArePublished() throws IOException {
        try (Installation caravan = Installation.in(directory)
                .with("caravan.convert.workers", 4)
                .withRoute("convert", BadFilesIT::withHold)) {
            write(caravan.source());
            caravan.start();
            changeWhatIsHeld(caravan);
            List<Path> all = new ArrayList<>(good);
            all.addAll(bad);
            caravan.awaitEnds(all);

            good.forEach(caravan::assertPublished);
            bad.forEach(file -> assertThat(caravan.assertFailed(file)).contains(file.toString()));
            assertReasons(caravan);
            assertIsUp(caravan);
            assertTheChangedFileIsTakenAsItIsNow(caravan);
        }
    }

    private static String withHold(String route) {
        String before = "        - to:\n            id: convert-by-runner";
        return route.replace(before, HOLD + before);
    }

    private void write(Path in) throws IOException {
        byte[] cloud = Files.readAllBytes(
                aLasFile().pointFormat(3).withRandomPoints(500).writeTo(directory.resolve("cloud.las")));
        good.add(Files.write(in.resolve("good.las"), cloud));
        Path folder = Files.createDirectory(in.resolve("folder.las"));
        good.add(Files.write(folder.resolve("inside.las"), cloud));
        bad.add(Files.write(in.resolve("truncated.las"), Arrays.copyOf(cloud, cloud.length - 100)));
        bad.add(Files.write(in.resolve("half-a-header.las"), Arrays.copyOf(cloud, 120)));
        bad.add(Files.write(in.resolve("empty.las"), new byte[0]));
        bad.add(Files.writeString(in.resolve("text.las"), "This is no point cloud.\n".repeat(100)));
        bad.add(Files.write(in.resolve("absurd-count.las"), patch(cloud, POINT_COUNT, 0xFFFFFFFFL, 4)));
        bad.add(Files.write(
                in.resolve("nan-scale.las"), patch(cloud, SCALE_X, Double.doubleToRawLongBits(Double.NaN), 8)));
        bad.add(aLasFile().writeTo(in.resolve("no-points.las")));
        bad.add(Files.write(in.resolve("random.las"), random(10_000)));
        bad.add(truncatedLaz(in.resolve("truncated.laz.laz")));
        changing = Files.write(in.resolve("held-changing.las"), cloud);
        vanishing = Files.write(in.resolve("held-vanishing.las"), cloud);
        bad.addAll(List.of(changing, vanishing));
    }

    private void changeWhatIsHeld(Installation caravan) throws IOException {
        awaitLine(caravan, "holding held-changing");
        aLasFile().withRandomPoints(700).writeTo(changing);
        awaitLine(caravan, "holding held-vanishing");
        Files.delete(vanishing);
    }

    private static void awaitLine(Installation caravan, String line) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> caravan.service().output().contains(line));
    }

    private void assertReasons(Installation caravan) {
        assertReason(caravan, "truncated.las", "truncated");
        assertReason(caravan, "empty.las", "the file is empty");
        assertReason(caravan, "text.las", "LASF");
        assertReason(caravan, "absurd-count.las", "4294967295");
        assertReason(caravan, "nan-scale.las", "NaN");
        assertReason(caravan, "no-points.las", "at least one point");
        assertReason(caravan, "random.las", "LASF");
        assertReason(caravan, "held-changing.las", "has changed since it was claimed");
        assertReason(caravan, "held-vanishing.las", "does not exist any more");
    }

    private static void assertReason(Installation caravan, String name, String part) {
        assertThat(caravan.records().get(caravan.source().resolve(name), "reason"))
                .contains(part);
    }

    private static void assertIsUp(Installation caravan) throws IOException {
        var health = new ObjectMapper()
                .readTree(caravan.service().get("/actuator/health").body());
        assertThat(health.at("/components/redis/status").asText()).isEqualTo("UP");
        assertThat(caravan.service().isAlive()).isTrue();
    }

    private void assertTheChangedFileIsTakenAsItIsNow(Installation caravan) {
        caravan.scan();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(caravan.records().get(changing, "status")).isEqualTo("COMPLETED"));
        caravan.assertPublished(changing);
        assertThat(caravan.records().get(changing, "points")).isEqualTo("700");
    }

    /** Header and description of a compressed file; its points are cut off. */
    private Path truncatedLaz(Path file) throws IOException {
        byte[] laszip = little(46 - 6)
                .putShort((short) 2)
                .putShort((short) 0)
                .put((byte) 2)
                .put((byte) 2)
                .putShort((short) 0)
                .putInt(0)
                .putInt(50_000)
                .putLong(-1)
                .putLong(-1)
                .putShort((short) 1)
                .putShort((short) 6)
                .putShort((short) 20)
                .putShort((short) 2)
                .array();
        byte[] las = Files.readAllBytes(aLasFile()
                .pointFormat(0)
                .withVlr("laszip encoded", 22204, laszip)
                .withRandomPoints(100)
                .writeTo(directory.resolve("plain.las")));
        byte[] laz = patch(las, POINT_FORMAT, 0x80, 1);
        return Files.write(file, Arrays.copyOf(laz, laz.length - 100 * 20 + 8 + 30));
    }

    private static byte[] patch(byte[] file, int at, long value, int bytes) {
        byte[] number = little(8).putLong(value).array();
        byte[] patched = file.clone();
        System.arraycopy(number, 0, patched, at, bytes);
        return patched;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        System.arraycopy("X".getBytes(US_ASCII), 0, bytes, 0, 1);
        return bytes;
    }
}
