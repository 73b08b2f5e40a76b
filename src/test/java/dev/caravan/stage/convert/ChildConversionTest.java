package dev.caravan.stage.convert;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.caravan.converter.BadInputException;
import dev.caravan.converter.NotEnoughDiskException;
import dev.caravan.converter.NotEnoughMemoryException;
import dev.caravan.converter.SamplingMethod;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.job.Failure;
import dev.caravan.job.FailureKind;
import dev.caravan.job.Progress;
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
    void ofTooLittleMemoryTheSettingIsNamed() {
        assertThat(failure("echo '{\"error\":\"not enough memory: Java heap space\",\"bug\":false}'; exit 5"))
                .isInstanceOf(NotEnoughMemoryException.class)
                .hasMessage(
                        "the converter's Java had not enough memory with a heap of 64 MB (caravan.convert.builtin.memory): "
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
    void progressGoesToTheJob() throws IOException {
        convert("echo progress phase=build percent=40.0 done=4 total=10 points_per_second=2 eta_seconds=unknown;"
                + "echo progress phase=build percent=90.0 done=9 total=10 points_per_second=3 eta_seconds=0.5;"
                + "echo progress phase=strange; echo '{\"points_read\":9}'");

        assertThat(run.progress())
                .filteredOn(progress -> progress.phase().equals("build"))
                .extracting(Progress::percent, Progress::done, Progress::perSecond, Progress::etaSeconds)
                // Once more when a sample of the memory comes.
                .containsSubsequence(tuple(40.0, 4L, 2.0, null), tuple(90.0, 9L, 3.0, 0.5))
                .containsOnly(tuple(40.0, 4L, 2.0, null), tuple(90.0, 9L, 3.0, 0.5));
        assertThat(run.progress()).last().satisfies(progress -> {
            assertThat(progress.total()).isEqualTo(10);
            assertThat(progress.unit()).isEqualTo("points");
            assertThat(progress.current()).isEqualTo(directory.resolve("a.las").toString());
        });
    }

    @Test
    void whatMemoryItSaysThatItHasHadGoesToTheJob() throws IOException {
        convert(
                "echo progress phase=build percent=40.0 done=4 total=10 peak_memory_bytes=900000000000;"
                        + "echo progress phase=write percent=50.0 done=5 total=10 peak_memory_bytes=1; echo '{\"points_read\":9}'");

        assertThat(run.progress())
                .filteredOn(progress -> progress.total() != null)
                .extracting(Progress::peakMemoryBytes)
                .isNotEmpty()
                .containsOnly(900_000_000_000L);
        assertThat(run.notes()).containsEntry("peakMemoryBytes", 900_000_000_000L);
    }

    @Test
    void whatItDidIsNoted() throws IOException {
        convert("echo '{\"points_read\":9,\"nodes\":2,\"cpu_seconds\":1.5,\"peak_memory_bytes\":123456789012,"
                + "\"warnings\":[\"strange\"]}'");

        assertThat(run.notes())
                .containsEntry("points", 9L)
                .containsEntry("nodes", 2L)
                .containsEntry("cpuSeconds", 1.5)
                .containsEntry("peakMemoryBytes", 123_456_789_012L)
                .containsEntry("warnings", List.of("strange"));
        assertThat(run.notes().get("command")).asString().contains("-Xmx64m, ", "--scratch");
    }

    @Test
    void afterTooLittleMemoryItHasMoreAndTheLogSaysHowMuch() throws IOException {
        run.after(new Failure(FailureKind.NOT_ENOUGH_MEMORY, "too little", ""));

        convert("echo '{\"points_read\":9}'");

        // 4 GB, less 1 GB of the service, 512 MB of reserve and 64 MB of another conversion.
        assertThat(run.lines())
                .contains("memory was not enough; the heap of the converter's Java goes from 64 MB to 2496 MB");
        assertThat(run.notes().get("command")).asString().contains("-Xmx2496m");
    }

    @Test
    void afterAnotherFailureItHasNoMore() throws IOException {
        run.after(new Failure(FailureKind.INFRASTRUCTURE, "it was killed", ""));

        convert("echo '{\"points_read\":9}'");

        assertThat(run.notes().get("command")).asString().contains("-Xmx64m");
    }

    @Test
    void theLastHundredLinesAreTheEvidence() {
        Throwable fault = failure("for i in $(seq 150); do echo line $i; done; exit 1");

        assertThat(fault).hasMessageEndingWith("line 146 | line 147 | line 148 | line 149 | line 150");
        assertThat(Failure.of(FailureKind.INFRASTRUCTURE, "x", fault).detail().lines())
                .hasSize(100)
                .startsWith("line 51")
                .endsWith("line 150");
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
        HeapSize heap = new HeapSize(64 << 20, 3, 2, 4L << 30, 1L << 30);
        Dataset dataset = Dataset.found("a", directory, SourceFile.read(file));
        return new ChildConversion(new ChildJava(java, List.of("-jar", "x.jar")), settings, heap)
                .convert(dataset, Inputs.of(dataset), attempt, attempt.resolve("octree"), run);
    }
}
