package dev.caravan.las;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.converter.BadInputException;
import dev.caravan.support.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is changed in a file: it is read, or refused as bad input; nothing else happens. */
class LasFuzzTest {
    private static final Duration LONG_AGO = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @Test
    void mutatedLas() throws IOException {
        byte[] valid = Files.readAllBytes(aLasFile()
                .version(4)
                .pointFormat(7)
                .withExtraBytes("height", NumberType.FLOAT)
                .withVlr("LASF_Projection", 34735, new byte[40])
                .withRandomPoints(50)
                .writeTo(directory.resolve("valid.las")));

        fuzz(valid, 600, 1);
    }

    @Test
    void mutatedLaz() throws IOException {
        for (Path file : RealData.files("good")) {
            if (file.toString().endsWith(".laz") && Files.size(file) < 60_000) {
                fuzz(Files.readAllBytes(file), 25, 2);
            }
        }
    }

    private void fuzz(byte[] valid, int cases, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < cases; i++) {
            byte[] mutated = mutate(valid, random);
            Assertions.assertTimeoutPreemptively(LONG_AGO, () -> readOrRefuse(mutated), () -> "hangs");
        }
    }

    private static byte[] mutate(byte[] valid, SplittableRandom random) {
        byte[] mutated = random.nextInt(4) == 0 ? Arrays.copyOf(valid, random.nextInt(valid.length)) : valid.clone();
        int changes = mutated.length == 0 ? 0 : random.nextInt(1, 6);
        for (int i = 0; i < changes; i++) {
            int reach = random.nextBoolean() ? Math.min(mutated.length, 400) : mutated.length;
            int at = random.nextInt(reach);
            mutated[at] = random.nextInt(3) == 0 ? (byte) 0xFF : (byte) random.nextInt(256);
        }
        return mutated;
    }

    private void readOrRefuse(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("mutated"), bytes);
        try {
            LasFile las = LasFile.open(file);
            PointBatch batch = new PointBatch(las.header().recordLength());
            long points = 0;
            try (PointSource source = las.points()) {
                while (source.read(batch)) {
                    points += batch.count();
                }
            }
            assertThat(points).isEqualTo(las.header().points());
        } catch (BadInputException e) {
            assertThat(e).hasMessageStartingWith(file.toString());
        }
    }
}
