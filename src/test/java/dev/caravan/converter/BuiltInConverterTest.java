package dev.caravan.converter;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.binary.LittleEndian;
import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.potree.OctreeVerifier;
import dev.caravan.support.RealData;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltInConverterTest {
    @TempDir
    private Path directory;

    @Test
    void theSameInputGivesTheSameBytes() throws IOException {
        Path las = aLasFile().withRandomPoints(40_000).writeTo(directory.resolve("a.las"));
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");

        BuiltInConverter.convert(ConversionRequest.of(first, las), ConversionProgress.NONE);
        BuiltInConverter.convert(ConversionRequest.of(second, las), ConversionProgress.NONE);

        for (String name : new String[] {"metadata.json", "hierarchy.bin", "octree.bin"}) {
            assertThat(first.resolve(name)).hasSameBinaryContentAs(second.resolve(name));
        }
    }

    @Test
    void nothingIsLeftBesideTheOutput() throws IOException {
        Path las = aLasFile().withRandomPoints(1000).writeTo(directory.resolve("a.las"));

        BuiltInConverter.convert(ConversionRequest.of(directory.resolve("octree"), las), ConversionProgress.NONE);

        assertEntries("a.las", "octree");
    }

    @Test
    void anExistingOutputIsReplacedOnlyWhenAskedFor() throws IOException {
        Path las = aLasFile().withRandomPoints(1000).writeTo(directory.resolve("a.las"));
        Path output = Files.createDirectory(directory.resolve("octree"));
        Files.writeString(output.resolve("precious"), "text");
        ConversionRequest request = ConversionRequest.of(output, las);

        assertThatThrownBy(() -> BuiltInConverter.convert(request, ConversionProgress.NONE))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(output.resolve("precious")).exists();

        BuiltInConverter.convert(request.replacing(true), ConversionProgress.NONE);
        assertThat(output.resolve("precious")).doesNotExist();
        assertThat(output.resolve("metadata.json")).exists();
        assertEntries("a.las", "octree");
    }

    @Test
    void aCancelledConversionLeavesNothing() throws IOException {
        Path las = aLasFile().withRandomPoints(1000).writeTo(directory.resolve("a.las"));
        AtomicInteger asked = new AtomicInteger();
        ConversionRequest request =
                ConversionRequest.of(directory.resolve("octree"), las).cancelledBy(() -> asked.incrementAndGet() > 1);

        assertThatThrownBy(() -> BuiltInConverter.convert(request, ConversionProgress.NONE))
                .isInstanceOf(ConversionCancelledException.class);

        assertEntries("a.las");
    }

    @Test
    void anInterruptedThreadStops() throws IOException {
        Path las = aLasFile().withRandomPoints(1000).writeTo(directory.resolve("a.las"));
        ConversionRequest request = ConversionRequest.of(directory.resolve("octree"), las);
        Thread caller = Thread.currentThread();
        ConversionProgress interrupting = (phase, done, total) -> caller.interrupt();

        assertThatThrownBy(() -> BuiltInConverter.convert(request, interrupting))
                .isInstanceOf(ConversionCancelledException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertEntries("a.las");
    }

    @Test
    void badInputLeavesNothing() throws IOException {
        Path las = aLasFile().withRandomPoints(1000).writeTo(directory.resolve("a.las"));
        Files.write(las, Arrays.copyOf(Files.readAllBytes(las), 5000));

        assertThatThrownBy(() -> BuiltInConverter.convert(
                        ConversionRequest.of(directory.resolve("octree"), las), ConversionProgress.NONE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("truncated");

        assertEntries("a.las");
    }

    @Test
    void moreThanTheDiskHoldsIsRefusedWithNumbers() throws IOException {
        Path las = directory.resolve("huge.las");
        byte[] header = Files.readAllBytes(
                aLasFile().version(4).pointFormat(7).withRandomPoints(1).writeTo(las));
        LittleEndian.putLong(header, 247, 1L << 42);
        Files.write(las, header);

        assertThatThrownBy(() -> BuiltInConverter.convert(
                        ConversionRequest.of(directory.resolve("octree"), las), ConversionProgress.NONE))
                .isInstanceOfAny(BadInputException.class, NotEnoughDiskException.class);
        assertEntries("huge.las");
    }

    @Test
    void aWrongBoundingBoxIsRecomputedAndSaid() throws IOException {
        assertBoundsRecomputed(bytes -> LittleEndian.putDouble(bytes, 179, 500_001));
        assertBoundsRecomputed(bytes -> LittleEndian.putDouble(bytes, 187, 0));
        assertBoundsRecomputed(bytes -> LittleEndian.putDouble(bytes, 195, Double.NaN));
        assertBoundsRecomputed(bytes -> LittleEndian.putDouble(bytes, 179, Double.POSITIVE_INFINITY));
        assertBoundsRecomputed(bytes -> Arrays.fill(bytes, 179, 227, (byte) 0));
    }

    private void assertBoundsRecomputed(Consumer<byte[]> change) throws IOException {
        Path las = aLasFile().withRandomPoints(15_000).writeTo(directory.resolve("a.las"));
        Path right = directory.resolve("right");
        BuiltInConverter.convert(ConversionRequest.of(right, las).replacing(true), ConversionProgress.NONE);
        byte[] bytes = Files.readAllBytes(las);
        change.accept(bytes);
        Files.write(las, bytes);
        Path output = directory.resolve("octree");

        ConversionReport report =
                BuiltInConverter.convert(ConversionRequest.of(output, las).replacing(true), ConversionProgress.NONE);

        assertThat(report.warnings()).singleElement().asString().contains("bounding box", "recomputed");
        assertThat(output.resolve("octree.bin")).hasSameBinaryContentAs(right.resolve("octree.bin"));
        assertThat(output.resolve("metadata.json")).hasSameBinaryContentAs(right.resolve("metadata.json"));
    }

    @Test
    void progressAndReportAreTrue() throws IOException {
        Path las = aLasFile().withRandomPoints(20_000).writeTo(directory.resolve("a.las"));
        Set<Phase> finished = EnumSet.noneOf(Phase.class);

        ConversionReport report = BuiltInConverter.convert(
                ConversionRequest.of(directory.resolve("octree"), las), (phase, done, total) -> {
                    assertThat(total).isEqualTo(20_000);
                    if (done == total) {
                        finished.add(phase);
                    }
                });

        assertThat(finished).containsExactly(Phase.DISTRIBUTE, Phase.BUILD, Phase.WRITE);
        assertThat(report.pointsRead()).isEqualTo(20_000);
        assertThat(report.pointsWritten()).isEqualTo(20_000);
        assertThat(report.bytes()).isEqualTo(sizeOf(report.octree()));
        assertThat(report.costs()).containsOnlyKeys(Phase.DISTRIBUTE, Phase.BUILD, Phase.WRITE);
        assertThat(report.warnings()).isEmpty();
    }

    @Test
    void namesAndProjectionsMayHoldAnything() throws IOException {
        Path las = aLasFile().withRandomPoints(10).writeTo(directory.resolve("-a \"b\" %20#é\n.las"));
        Path output = directory.resolve("-o \"ö\" %#");

        BuiltInConverter.convert(
                ConversionRequest.of(output, las).withProjection("+proj=\"utm\"\\"), ConversionProgress.NONE);

        assertThat(OctreeVerifier.verify(output, OptionalLong.of(10)).failures())
                .isEmpty();
    }

    @Test
    void aNameOf255BytesWorks() throws IOException {
        Path las = aLasFile().withRandomPoints(10).writeTo(directory.resolve("a".repeat(251) + ".las"));
        Path output = directory.resolve("o".repeat(255));

        BuiltInConverter.convert(ConversionRequest.of(output, las), ConversionProgress.NONE);

        assertThat(output.resolve("metadata.json")).exists();
    }

    @Test
    void realFilesAreConvertedOrRefusedForAReason() throws IOException {
        for (Path file : RealData.files("good")) {
            Path output = directory.resolve(file.getFileName().toString());
            try {
                ConversionReport report =
                        BuiltInConverter.convert(ConversionRequest.of(output, file), ConversionProgress.NONE);
                assertThat(OctreeVerifier.verify(output, OptionalLong.of(report.pointsRead()))
                                .failures())
                        .as(file.toString())
                        .isEmpty();
            } catch (BadInputException e) {
                assertThat(file.toString()).contains("no-points");
                assertThat(e).hasMessageContaining("'number of point records' is 0");
            }
        }
    }

    @Test
    void realBadFilesAreRefused() {
        for (Path file : RealData.files("bad")) {
            boolean readable =
                    file.toString().contains("1.2r0") || file.toString().contains("bad_vlr_count");
            Path output = directory.resolve(file.getFileName().toString());
            ConversionRequest request = ConversionRequest.of(output, file);
            if (!readable) {
                assertThatThrownBy(() -> BuiltInConverter.convert(request, ConversionProgress.NONE))
                        .as(file.toString())
                        .isInstanceOf(BadInputException.class);
                assertThat(output).doesNotExist();
            }
        }
    }

    private void assertEntries(String... names) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            assertThat(entries.map(entry -> entry.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
    }

    private static long sizeOf(Path octree) throws IOException {
        long size = 0;
        for (String name : new String[] {"metadata.json", "hierarchy.bin", "octree.bin"}) {
            size += Files.size(octree.resolve(name));
        }
        return size;
    }
}
