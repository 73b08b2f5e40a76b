package dev.caravan.stage.convert;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.caravan.converter.BadInputException;
import dev.caravan.converter.NotEnoughDiskException;
import dev.caravan.converter.SamplingMethod;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.potree.Encoding;
import dev.caravan.support.ARun;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What becomes of each way in which a child can end; the child is a script in Java's place. */
class ChildConversionTest {
    @TempDir
    private Path directory;

    private final ARun run = new ARun();

    @Test
    void theSummaryHasThePoints() throws IOException {
        assertThat(convert("echo '{\"points_read\":42,\"verified\":true}'")).isEqualTo(42);
    }

    @Test
    void itIsTheInputsFaultOnlyWhenTheChildSaysSo() {
        assertThat(failure("echo '{\"error\":\"a.las: byte 3\",\"bug\":false}'; exit 3"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("a.las: byte 3");
    }

    @Test
    void aFullDiskIsAPassingFault() {
        assertThat(failure("echo '{\"error\":\"disk full: nothing more\",\"bug\":false}'; exit 4"))
                .isInstanceOf(NotEnoughDiskException.class)
                .hasMessage("disk full: nothing more");
    }

    @Test
    void soIsTooLittleMemoryAndTheSettingIsNamed() {
        assertThat(failure("echo '{\"error\":\"not enough memory: Java heap space\",\"bug\":false}'; exit 5"))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("the converter's Java had not enough memory with 64 MB (caravan.convert.builtin.memory): "
                        + "not enough memory: Java heap space");
    }

    @Test
    void aKillIsAPassingFault() {
        assertThat(failure("kill -KILL $$"))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("exit code 137 (SIGKILL");
    }

    @Test
    void soIsAJavaThatDoesNotStart() {
        assertThat(failure("echo 'Could not reserve enough space for object heap'; exit 1"))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("Could not reserve enough space");
    }

    @Test
    void whatNobodyForesawIsABug() {
        assertThat(failure("echo '{\"error\":\"index 3\",\"bug\":true}'; exit 1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("index 3");
    }

    @Test
    void progressGoesThinnedOutToTheJobsLog() throws IOException {
        convert(
                "for i in 1 2 3 4 5; do echo progress phase=build percent=$i.0 done=$i total=9; done; "
                        + "echo progress phase=build percent=100.0 done=9 total=9; echo warning: strange; echo '{\"points_read\":9}'");

        assertThat(run.lines())
                .endsWith("build: 9 points", "| warning: strange")
                .hasSize(3);
    }

    @Test
    void aCancelledJobEndsTheChild() throws IOException {
        Path started = directory.resolve("started");
        CompletableFuture<Throwable> end =
                CompletableFuture.supplyAsync(() -> failure("touch '" + started + "'; sleep 3600"));
        await().until(() -> Files.exists(started));

        run.cancel();

        assertThat(end.join()).isInstanceOf(InterruptedIOException.class).hasMessageContaining("cancelled");
    }

    @Test
    void itReadsFileNamesAsItsParentDoes() throws IOException {
        assertThatThrownBy(() -> convert("echo \"$@\"; exit 1"))
                .hasMessageContaining("-Xmx64m")
                .hasMessageContaining("-Dsun.jnu.encoding=" + System.getProperty("sun.jnu.encoding"))
                .hasMessageContaining("convert " + directory.resolve("a.las") + " -o ")
                .hasMessageContaining("--encoding BROTLI --method random --threads 3");
    }

    private Throwable failure(String script) {
        return catchThrowable(() -> convert(script));
    }

    private long convert(String script) throws IOException {
        Path file = aLasFile().withRandomPoints(9).writeTo(directory.resolve("a.las"));
        Path java = Files.writeString(directory.resolve("java"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        Path attempt = Files.createDirectories(directory.resolve("attempt"));
        BuiltInSettings settings =
                new BuiltInSettings(Encoding.BROTLI, SamplingMethod.RANDOM, 3, 0, DataSize.ofMegabytes(64));
        Dataset dataset = Dataset.found("a", directory, SourceFile.read(file));
        return new ChildConversion(
                        new ChildJava(java, List.of("-jar", "x.jar")),
                        settings,
                        new HeapSize(64L << 20, 3, 1, 8L << 30, 1L << 30))
                .convert(dataset, Inputs.of(dataset), attempt, attempt.resolve("octree"), run);
    }
}
