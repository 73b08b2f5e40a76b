package dev.caravan.stage.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.support.RealRedis;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RealRedis.class)
class ScanRouteTest {

    @TempDir
    Path root;

    @Test
    void newFilesComeToTheQueueOnce() throws Exception {
        Files.createDirectories(root.resolve("north/a"));
        Files.writeString(root.resolve("top.las"), "1");
        Files.writeString(root.resolve("north/a/TILE.LAZ"), "22");
        try (ScanPipeline pipeline = ScanPipeline.over(RealRedis.template(), ScanPipeline.source(root))) {
            ScanResult first = pipeline.scan();
            System.out.println(first.summary() + first.errors());
            assertThat(first.claimed()).isEqualTo(2);
            assertThat(pipeline.queuedKeys()).containsExactly("north/a/TILE", "top");
        }
    }
}
