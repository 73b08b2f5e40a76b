package dev.caravan.cli;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandsTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void sampleConvertVerify() throws IOException {
        String las = directory.resolve("sample.las").toString();
        String octree = directory.resolve("octree").toString();

        assertThat(run(new SampleCommand(), las, "--points", "20000")).isZero();
        assertThat(run(new ConvertCommand(), las, "-o", octree, "--progress=lines"))
                .isZero();
        assertThat(run(new VerifyCommand(), octree, "--source", las)).isZero();

        assertThat(out.toString()).contains("20,000 points", "ok      points are those of the source");
        assertThat(err.toString())
                .contains("progress phase=build percent=100.0", "progress phase=verify percent=100.0");
    }

    @Test
    void theSameSeedGivesTheSameSample() {
        Path first = directory.resolve("first.las");
        Path second = directory.resolve("second.las");

        run(new SampleCommand(), first.toString(), "--points", "5000", "--seed", "7");
        run(new SampleCommand(), second.toString(), "--points", "5000", "--seed", "7");

        assertThat(first).hasSameBinaryContentAs(second);
    }

    @Test
    void aDirectoryStandsForItsFiles() throws IOException {
        Path tiles = Files.createDirectory(directory.resolve("tiles"));
        aLasFile().withRandomPoints(10).writeTo(tiles.resolve("a.LAS"));
        aLasFile().withSeed(2).withRandomPoints(20).writeTo(tiles.resolve("b.las"));
        Files.writeString(tiles.resolve("notes.txt"), "text");

        int code = run(
                new ConvertCommand(),
                tiles.toString(),
                "-o",
                directory.resolve("octree").toString());

        assertThat(code).isZero();
        assertThat(out.toString()).contains("30 points");
    }

    @Test
    void wrongCommandLines() {
        assertThat(run(new ConvertCommand())).isEqualTo(2);
        assertThat(run(new ConvertCommand(), "a.las", "-o", "o", "--nonsense")).isEqualTo(2);
        assertThat(run(new SampleCommand(), "a.las", "--points", "0")).isEqualTo(2);
    }

    @Test
    void badInput() throws IOException {
        Path text = Files.writeString(directory.resolve("a.las"), "this is text");

        int code = run(
                new ConvertCommand(),
                text.toString(),
                "-o",
                directory.resolve("octree").toString());

        assertThat(code).isEqualTo(3);
        assertThat(err.toString())
                .startsWith("error: ")
                .contains("byte 0: 'file signature'")
                .hasLineCount(1);
    }

    @Test
    void missingInput() {
        int code = run(new ConvertCommand(), directory.resolve("no.las").toString(), "-o", directory + "/octree");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("there is no such file");
    }

    @Test
    void aFailedCheckFails() {
        assertThat(run(new VerifyCommand(), directory.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("FAILED  metadata parses");
    }

    @Test
    void helpListsTheExitCodes() {
        assertThat(run(new ConvertCommand(), "--help")).isZero();
        assertThat(out.toString()).contains("Exit codes:", "not enough memory", "interrupted");
    }

    private int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
