package dev.caravan;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.sample.SampleTerrain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `bin/caravan` in an installation whose path has blanks, called by a link. */
class LauncherIT {
    @TempDir
    private Path directory;

    private Path caravan;
    private Path cache;

    @BeforeEach
    void anInstallation() throws IOException {
        Path installation = Files.createDirectories(directory.resolve("an installation/bin"));
        Files.copy(Path.of("target/caravan-convert.jar"), installation.resolveSibling("caravan-convert.jar"));
        Files.copy(Path.of("bin/caravan"), installation.resolve("caravan"));
        assertThat(installation.resolve("caravan").toFile().setExecutable(true)).isTrue();
        caravan = Files.createSymbolicLink(directory.resolve("link"), Path.of("an installation/bin/caravan"));
        cache = directory.resolve("a cache");
    }

    @Test
    void itConvertsAndKeepsAnArchiveOfClasses() throws Exception {
        Path las = aLasFile().withRandomPoints(300).writeTo(directory.resolve("a b.las"));

        assertThat(run(cache, "convert", las.toString())).isZero();
        List<Path> archives = archives();
        assertThat(run(cache, "convert", las.toString(), "--replace")).isZero();

        assertThat(directory.resolve("a b.las_converted/metadata.json")).exists();
        assertThat(archives).hasSize(1);
        assertThat(archives()).isEqualTo(archives);
    }

    @Test
    void itDoesWithoutAnArchiveWhereNoneCanBe() throws Exception {
        Path las = aLasFile().withRandomPoints(300).writeTo(directory.resolve("a.las"));
        Path file = Files.createFile(directory.resolve("file"));

        assertThat(run(file.resolve("below"), "convert", las.toString())).isZero();
        assertThat(run(Path.of(""), "verify", las + "_converted")).isZero();
    }

    @Test
    void exitCodesComeThrough() throws Exception {
        Path text = Files.writeString(directory.resolve("a.las"), "this is text");

        assertThat(run(Path.of(""), "convert", text.toString())).isEqualTo(3);
        assertThat(run(Path.of(""), "convert", "--nonsense")).isEqualTo(2);
        assertThat(output()).contains("'file signature'", "Unknown option");
    }

    @Test
    void sigtermReachesJavaWhichCleansUp() throws Exception {
        Path las = directory.resolve("a.las");
        SampleTerrain.write(las, 1_000_000, 1);
        Path out = Files.createDirectory(directory.resolve("out"));
        Process process = start(Path.of(""), "convert", las.toString(), "-o", out + "/octree", "--progress=lines");
        await().until(() -> output().contains("progress phase="));

        process.destroy();

        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void memoryThatRunsOutEndsWithFiveAndLeavesNothing() throws Exception {
        Path las = directory.resolve("a.las");
        SampleTerrain.write(las, 1_000_000, 1);
        Path out = Files.createDirectory(directory.resolve("out"));
        ProcessBuilder builder = builder(Path.of(""), "convert", las.toString(), "-o", out + "/octree");
        builder.environment().put("CARAVAN_JAVA_OPTIONS", "-Xmx24m");

        assertThat(builder.start().waitFor()).isEqualTo(5);

        // Some collectors keep a part of the heap for themselves.
        assertThat(output()).contains("not enough memory", "--memory").containsPattern("may have 2[34] MB");
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void whatSpeaksToTheServiceIsInTheWholeJarOnly() throws Exception {
        Files.createSymbolicLink(
                directory.resolve("an installation/caravan.jar"),
                Path.of("target/caravan.jar").toAbsolutePath());

        assertThat(run(Path.of(""), "queues", "--url", "http://127.0.0.1:1", "--timeout", "5s"))
                .isEqualTo(5);
        assertThat(run(Path.of(""), "completion")).isZero();
        assertThat(run(Path.of(""), "send", directory + "/no.json")).isEqualTo(3);

        assertThat(output())
                .contains("no.json: there is no such file")
                .contains("error: there is no service at http://127.0.0.1:1", "complete -F _complete_caravan")
                .doesNotContain("Exception");
        try (ZipFile small = new ZipFile("target/caravan-convert.jar")) {
            assertThat(small.stream().map(ZipEntry::getName))
                    .noneMatch(name -> name.startsWith("dev/caravan/cli/remote/") || name.contains("/cli/Send"))
                    .contains("dev/caravan/cli/terminal/Bar.class");
        }
    }

    private int run(Path cacheDirectory, String... words) throws Exception {
        Process process = start(cacheDirectory, words);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private Process start(Path cacheDirectory, String... words) throws IOException {
        return builder(cacheDirectory, words).start();
    }

    private ProcessBuilder builder(Path cacheDirectory, String... words) {
        List<String> line = new ArrayList<>(List.of(caravan.toString()));
        line.addAll(List.of(words));
        File log = directory.resolve("output.log").toFile();
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment()
                .putAll(Map.of(
                        "CARAVAN_CACHE", cacheDirectory.toString(), "JAVA_HOME", System.getProperty("java.home")));
        return builder;
    }

    private String output() throws IOException {
        return Files.readString(directory.resolve("output.log"));
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.toList();
        }
    }
}
