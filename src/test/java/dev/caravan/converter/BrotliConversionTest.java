package dev.caravan.converter;

import static dev.caravan.support.LasFiles.aLasFile;
import static dev.caravan.support.OctreeAssert.assertThatOctree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.potree.Encoding;
import dev.caravan.potree.OctreeVerifier;
import dev.caravan.support.DecodedOctree;
import dev.caravan.support.LasFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The encoding BROTLI from the input to the octree. */
class BrotliConversionTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"2,0", "2,3", "4,6", "4,7"})
    void holdsTheSamePointsAsTheEncodingDefault(int minor, int format) throws IOException {
        LasFiles las = aLasFile().version(minor).pointFormat(format).withRandomPoints(12_000);

        DecodedOctree compressed = DecodedOctree.decode(convert(las, Encoding.BROTLI, "brotli"));

        assertThat(compressed.metadata().get("encoding").asText()).isEqualTo("BROTLI");
        assertThatOctree(compressed).hasPoints(12_000).isTrueToItself().keepsPointsInTheirBoxes();
        assertThat(described(compressed))
                .isEqualTo(described(DecodedOctree.decode(convert(las, Encoding.DEFAULT, "default"))));
    }

    @Test
    void passesTheVerifierAndIsSmaller() throws IOException {
        LasFiles las = aLasFile().withRandomPoints(30_000);

        Path compressed = convert(las, Encoding.BROTLI, "brotli");

        assertThat(OctreeVerifier.verify(compressed, OptionalLong.of(30_000)).failures())
                .isEmpty();
        assertThat(Files.size(compressed.resolve("octree.bin")))
                .isLessThan(Files.size(convert(las, Encoding.DEFAULT, "default").resolve("octree.bin")));
    }

    @Test
    void theSameInputGivesTheSameBytes() throws IOException {
        LasFiles las = aLasFile().withRandomPoints(30_000);

        Path once = convert(las, Encoding.BROTLI, "once");
        Path again = convert(las, Encoding.BROTLI, "again");

        assertThat(again.resolve("octree.bin")).hasSameBinaryContentAs(once.resolve("octree.bin"));
    }

    /** Sorted, as the order within a node is not the same. */
    private static List<String> described(DecodedOctree octree) {
        return octree.points().stream()
                .map(point -> Arrays.toString(point.xyz()) + point.values())
                .sorted()
                .toList();
    }

    private Path convert(LasFiles las, Encoding encoding, String name) throws IOException {
        Path output = directory.resolve(name);
        Path file = las.writeTo(directory.resolve("a.las"));
        BuiltInConverter.convert(ConversionRequest.of(output, file).encodedAs(encoding), ConversionProgress.NONE);
        return output;
    }
}
