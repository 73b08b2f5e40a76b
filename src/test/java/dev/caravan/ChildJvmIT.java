package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.sample.SampleTerrain;
import dev.caravan.support.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of a conversion's own Java, the service goes on. */
class ChildJvmIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int LARGE = 1_500_000;

    @TempDir
    private Path directory;

    @Test
    void aConversionThatRunsOutOfMemoryIsTriedOnceMoreWithMore() throws IOException {
        try (Installation caravan = Installation.in(directory)
                .with("caravan.convert.builtin.memory", "32MB")
                .with("caravan.convert.builtin.child-from", LARGE)) {
            Path large = terrain(caravan, "large", LARGE);
            caravan.start().awaitEnds(List.of(large));

            caravan.assertPublished(large);
            assertThat(jobLog(caravan, large))
                    .contains("NOT_ENOUGH_MEMORY, again in")
                    .contains("had not enough memory with a heap of 32 MB (caravan.convert.builtin.memory)")
                    .contains("memory was not enough; the heap of the converter's Java goes from 32 MB to ");
        }
    }

    @Test
    void aChildThatIsKilledIsTriedAgainAndOneIsEndedWithItsService() throws IOException {
        try (Installation caravan = Installation.in(directory)
                .with("caravan.convert.builtin.child-from", 0)
                .with("camel.main.shutdown-timeout", 1)) {
            Path file = terrain(caravan, "killed", LARGE);
            caravan.start();
            child(caravan).destroyForcibly();
            caravan.awaitEnds(List.of(file));

            caravan.assertPublished(file);
            assertThat(jobLog(caravan, file))
                    .contains(
                            "137 (SIGKILL",
                            "caravan-convert.jar",
                            "distribute: " + LARGE + " points",
                            "verify: " + LARGE + " points");

            Path last = terrain(caravan, "last", LARGE);
            caravan.scan();
            ProcessHandle orphan = child(caravan);
            caravan.service().stop();

            await().atMost(PATIENCE).until(() -> !orphan.isAlive());
            assertThat(caravan.data().resolve("scratch")).isEmptyDirectory();
            assertThat(last).exists();
        }
    }

    private static Path terrain(Installation caravan, String name, int points) throws IOException {
        Path unfinished = caravan.home().resolve(name + ".unfinished");
        SampleTerrain.write(unfinished, points, points);
        return Files.move(unfinished, caravan.source().resolve(name + ".las"));
    }

    /** The Java that converts. */
    private static ProcessHandle child(Installation caravan) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> ProcessHandle.of(caravan.service().pid())
                                .flatMap(service -> service.children()
                                        .filter(process -> process.info()
                                                .command()
                                                .orElse("")
                                                .endsWith("java"))
                                        .findFirst())
                                .orElse(null),
                        process -> process != null);
    }

    private static String jobLog(Installation caravan, Path file) throws IOException {
        String job = caravan.records().get(file, "job");
        return Files.readString(caravan.data().resolve("logs/jobs").resolve(job + ".log"));
    }
}
