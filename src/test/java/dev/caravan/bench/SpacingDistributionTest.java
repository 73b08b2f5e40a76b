package dev.caravan.bench;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.support.DecodedOctree;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpacingDistributionTest {
    private static final int POINTS = 30_000;

    @TempDir
    private Path directory;

    @Test
    void innerNodesOfAPoissonOctree() throws Exception {
        Path file = aLasFile().withRandomPoints(POINTS).writeTo(directory.resolve("a.las"));
        Path octree = directory.resolve("octree");
        BuiltInConverter.convert(ConversionRequest.of(octree, file), ConversionProgress.NONE);

        Spacings total = SpacingDistribution.of(octree).total();

        long inner = DecodedOctree.decode(octree).nodes().stream()
                .filter(node -> node.mask() != 0)
                .count();
        assertThat(total.nodes()).isEqualTo((int) inner).isPositive();
        assertThat(total.points()).isPositive().isLessThan(POINTS);
        assertThat(total.violations()).isZero();
        assertThat(total.quantile(0)).isGreaterThanOrEqualTo(1);
    }
}
