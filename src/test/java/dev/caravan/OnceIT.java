package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.support.CaravanHome;
import dev.caravan.support.CaravanProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `java -jar caravan.jar --once`: everything is carried to its end, and the exit code says whether all is well. */
class OnceIT {
    @TempDir
    Path root;

    @Test
    void theExitCodeSaysWhetherEveryFileIsPublished() throws IOException {
        CaravanHome home = CaravanHome.in(root);
        assertThat(once()).as("an empty directory").satisfies(run -> assertThat(run.exit)
                .isZero());

        home.lasFile("first.las", 500);
        home.lasFile("deep/second.las", 700);
        assertThat(once()).as("good files").satisfies(run -> {
            assertThat(run.exit).isZero();
            assertThat(run.output)
                    .contains("done: 2 files, 2 published, 0 failed")
                    .contains(home.live("deep/second", "metadata.json"));
        });

        Path bad = home.badFile("bad.las");
        home.lasFile("third.las", 300);
        assertThat(once()).as("a bad file among good ones").satisfies(run -> {
            assertThat(run.exit).isEqualTo(1);
            assertThat(run.output)
                    .containsPattern("failed: " + bad + " at convert, attempt 1: .*LAS")
                    .contains("done: 4 files, 3 published, 1 failed");
            assertThat(object("third/latest.json")).isRegularFile();
            assertThat(object("bad/latest.json")).doesNotExist();
        });

        assertThat(once()).as("nothing was mended").satisfies(run -> {
            assertThat(run.exit).isEqualTo(1);
            assertThat(run.output).contains("failed: " + bad + " at convert, attempt 1");
        });

        Files.delete(bad);
        assertThat(once()).as("the bad file is gone").satisfies(run -> {
            assertThat(run.exit).isZero();
            assertThat(run.output)
                    .contains("done: 3 files, 3 published, 0 failed")
                    .doesNotContain("ERROR");
        });

        Path first = home.lasFile("first.las", 500);
        Path second = Files.copy(first, first.resolveSibling("first.laz"));
        assertThat(once()).as("two files for one dataset").satisfies(run -> {
            assertThat(run.exit).isEqualTo(1);
            assertThat(run.output).containsPattern("failed: " + second + ": '.*first.las' already has the dataset key");
        });
    }

    @Test
    void whatSettlesMeanwhileIsWaitedForOnce() throws IOException {
        CaravanHome home = CaravanHome.in(root, "    settle: 4s");
        Path growing = home.lasFile("growing.las", 100);
        home.lasFile("settled.las", 100);

        try (CaravanProcess caravan = CaravanProcess.start(root, "--once")) {
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        Files.setLastModifiedTime(
                                growing, FileTime.from(Instant.now().minusSeconds(2)));
                        return caravan.output().contains("scan done");
                    });

            assertThat(caravan.exitCode()).isZero();
            assertThat(caravan.output()).contains("1 waiting").contains("done: 2 files, 2 published");
            assertThat(object("growing/latest.json")).isRegularFile();
        }
    }

    private Path object(String key) {
        return root.resolve("state/s3/caravan").resolve(key);
    }

    private Run once() throws IOException {
        try (CaravanProcess caravan = CaravanProcess.start(root, "--once")) {
            return new Run(caravan.exitCode(), caravan.output());
        }
    }

    private record Run(int exit, String output) {}
}
