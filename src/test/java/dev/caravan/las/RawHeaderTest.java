package dev.caravan.las;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.las.raw.RawExtraBytes;
import dev.caravan.las.raw.RawHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawHeaderTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void bytesBecomeFieldsAndTheSameBytesAgain(int minor) throws IOException {
        Path file = aLasFile().version(minor).withRandomPoints(20).writeTo(directory.resolve("a.las"));
        byte[] bytes = Arrays.copyOf(Files.readAllBytes(file), RawHeader.size(minor));

        RawHeader header = RawHeader.fromBytes(bytes);

        assertThat(header.toBytes()).isEqualTo(bytes);
        assertThat(header.versionMinor()).isEqualTo(minor);
        assertThat(header.legacyPointCount()).isEqualTo(20);
        assertThat(header.pointCount()).isEqualTo(minor == 4 ? 20 : 0);
    }

    @Test
    void extraBytesDescriptorsSurvive() {
        RawExtraBytes raw = new RawExtraBytes(
                4,
                24,
                "Höhe",
                new long[] {1, 2, 3},
                new long[] {4, 5, 6},
                new long[] {7, 8, 9},
                new double[] {0.1, 0.2, 0.3},
                new double[] {1, 2, 3},
                "above ground");

        byte[] bytes = raw.toBytes();

        assertThat(RawExtraBytes.fromBytes(bytes, 0)).usingRecursiveComparison().isEqualTo(raw);
    }
}
