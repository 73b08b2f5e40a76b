package dev.caravan.las;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.binary.LittleEndian;
import dev.caravan.converter.BadInputException;
import dev.caravan.support.RealData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of a file, in any order and by several threads, are the file. */
class PointPartsTest {
    @TempDir
    private Path directory;

    @Test
    void everyRealFileInAnyOrder() throws IOException {
        for (Path path : RealData.files("good")) {
            LasFile file = LasFile.open(path);
            try (PointParts parts = file.parts()) {
                assertThat(inRandomOrder(parts, file)).as(path.toString()).isEqualTo(inOrder(file));
            }
        }
    }

    @Test
    void everyRealFileByThreads() throws Exception {
        for (Path path : RealData.files("good")) {
            LasFile file = LasFile.open(path);
            try (PointParts parts = file.parts()) {
                assertThat(byThreads(parts, file)).as(path.toString()).isEqualTo(inOrder(file));
            }
        }
    }

    @Test
    void pointsOfThePartsAreThoseOfTheHeader() throws IOException {
        for (Path path : RealData.files("good")) {
            LasFile file = LasFile.open(path);
            try (PointParts parts = file.parts()) {
                long sum = IntStream.range(0, parts.count())
                        .mapToLong(parts::points)
                        .sum();
                assertThat(sum).as(path.toString()).isEqualTo(file.header().points());
            }
        }
    }

    @Test
    void manyPointsMakeManyParts() throws Exception {
        Path path = aLasFile().pointFormat(0).withRandomPoints(150_000).writeTo(directory.resolve("a.las"));
        LasFile file = LasFile.open(path);

        try (PointParts parts = file.parts()) {
            assertThat(parts.count()).isEqualTo(3);
            assertThat(parts.points(2)).isEqualTo(150_000 - 2 * 65_536);
            assertThat(byThreads(parts, file)).isEqualTo(inOrder(file));
        }
    }

    @Test
    void onePartIsReadWhileAnotherIsOpen() throws IOException {
        LasFile file = LasFile.open(RealData.directory().resolve("good/PDAL.PDAL__laz_autzen_trim.laz"));
        byte[] all = inOrder(file);
        PointBatch batch = new PointBatch(file.header().recordLength());

        try (PointParts parts = file.parts();
                PointSource first = parts.open(0);
                PointSource second = parts.open(1);
                PointSource again = parts.open(0)) {
            for (PointSource source : List.of(first, second, again)) {
                assertThat(source.read(batch)).isTrue();
                int start = source == second ? (int) parts.points(0) * batch.recordLength() : 0;
                int length = batch.count() * batch.recordLength();
                assertThat(Arrays.copyOf(batch.bytes(), length))
                        .isEqualTo(Arrays.copyOfRange(all, start, start + length));
            }
        }
    }

    @Test
    void faultsNameThePointOfTheWholeFile() throws IOException {
        byte[] bytes = Files.readAllBytes(RealData.directory().resolve("good/PDAL.PDAL__laz_autzen_trim.laz"));
        Path path = directory.resolve("corrupt.laz");
        Arrays.fill(bytes, bytes.length - 20_000, bytes.length - 18_000, (byte) 0x55);
        LasFile file = LasFile.open(Files.write(path, bytes));

        try (PointParts parts = file.parts()) {
            int last = parts.count() - 1;
            assertThatThrownBy(() -> records(parts, last, file))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageMatching("(?s).*corrupt.laz: point 10\\d{4} of 110000 cannot be read: .*");
        }
    }

    @Test
    void morePointsThanTheHeaderCountsAreSaidByTheParts() throws IOException {
        byte[] bytes = Files.readAllBytes(RealData.directory().resolve("good/PDAL.PDAL__laz_autzen_trim.laz"));
        for (int counted : new int[] {60_000, 100_000, 109_000}) {
            LittleEndian.putInt(bytes, 107, counted);
            LasFile file = LasFile.open(Files.write(directory.resolve(counted + ".laz"), bytes));

            try (PointParts parts = file.parts()) {
                inRandomOrder(parts, file);

                assertThat(parts.warnings()).singleElement().asString().contains("more points than the " + counted);
            }
        }
    }

    private static byte[] inRandomOrder(PointParts parts, LasFile file) throws IOException {
        byte[][] records = new byte[parts.count()][];
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, records.length).boxed().toList());
        Collections.shuffle(order, new Random(1));
        for (int part : order) {
            records[part] = records(parts, part, file);
        }
        return joined(Arrays.asList(records));
    }

    private static byte[] byThreads(PointParts parts, LasFile file) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<byte[]>> tasks = IntStream.range(0, parts.count())
                    .<Callable<byte[]>>mapToObj(part -> () -> records(parts, part, file))
                    .toList();
            List<byte[]> records = new ArrayList<>();
            for (Future<byte[]> task : threads.invokeAll(tasks)) {
                records.add(task.get());
            }
            return joined(records);
        } finally {
            threads.shutdown();
        }
    }

    private static byte[] records(PointParts parts, int part, LasFile file) throws IOException {
        try (PointSource source = parts.open(part)) {
            byte[] records = records(source, file);
            assertThat(records.length)
                    .isEqualTo((int) parts.points(part) * file.header().recordLength());
            return records;
        }
    }

    private static byte[] inOrder(LasFile file) throws IOException {
        try (PointSource source = file.points()) {
            return records(source, file);
        }
    }

    private static byte[] records(PointSource source, LasFile file) throws IOException {
        PointBatch batch = new PointBatch(file.header().recordLength());
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        while (source.read(batch)) {
            records.write(batch.bytes(), 0, batch.count() * batch.recordLength());
        }
        return records.toByteArray();
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
