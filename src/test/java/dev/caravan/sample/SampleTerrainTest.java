package dev.caravan.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.las.LasFile;
import dev.caravan.las.PointBatch;
import dev.caravan.las.PointSource;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTerrainTest {
    @TempDir
    private Path directory;

    @Test
    void theLandscapeHasGroundTreesBuildingsAndWater() throws IOException {
        Path path = directory.resolve("sample.las");

        SampleTerrain.write(path, 250_000, 1);

        int[] classes = new int[32];
        LasFile file = LasFile.open(path);
        PointBatch batch = new PointBatch(34);
        try (PointSource source = file.points()) {
            while (source.read(batch)) {
                for (int i = 0; i < batch.count(); i++) {
                    classes[batch.bytes()[i * 34 + 15] & 0x1F]++;
                }
            }
        }
        assertThat(file.header().points()).isEqualTo(250_000);
        assertThat(classes[2]).isGreaterThan(50_000);
        assertThat(classes[5]).isGreaterThan(5_000);
        assertThat(classes[6]).isGreaterThan(1_000);
        assertThat(classes[9]).isGreaterThan(1_000);
    }
}
