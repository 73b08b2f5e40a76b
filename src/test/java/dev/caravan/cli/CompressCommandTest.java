package dev.caravan.cli;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.las.LasFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompressCommandTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path las;

    @BeforeEach
    void aFile() {
        las = aLasFile().withRandomPoints(2000).writeTo(directory.resolve("a.las"));
    }

    @Test
    void thereAndBack() throws IOException {
        Path laz = directory.resolve("a.laz");
        Path back = directory.resolve("back.las");

        assertThat(compress(las, "-v")).isZero();
        assertThat(compress(laz, "-d", "-o", back)).isZero();

        assertThat(LasFile.open(laz).laszip()).isNotNull();
        assertThat(back).hasSameBinaryContentAs(las);
        assertThat(out.toString()).contains("a.laz: 2,000 points");
        assertThat(err.toString()).contains("compress   100 %", "compare    100 %");
        assertThat(names(directory)).containsExactly("a.las", "a.laz", "back.las");
    }

    @Test
    void aDirectoryIntoADirectory() throws IOException {
        aLasFile().withSeed(2).withRandomPoints(20).writeTo(directory.resolve("b.las"));
        Path output = directory.resolve("new/output");

        assertThat(compress(directory, "-o", output)).isZero();

        assertThat(names(output)).containsExactly("a.laz", "b.laz");
    }

    @Test
    void whatIsThereIsKeptUnlessItIsToBeReplaced() throws IOException {
        Path laz = Files.writeString(directory.resolve("a.laz"), "precious");

        assertThat(compress(las)).isEqualTo(1);
        assertThat(laz).hasContent("precious");
        assertThat(err.toString()).contains("--replace replaces it");

        assertThat(compress(las, "--replace")).isZero();
        assertThat(LasFile.open(laz).header().points()).isEqualTo(2000);
    }

    @Test
    void aFileMayReplaceItself() throws IOException {
        assertThat(compress(las, "-o", las, "--replace")).isZero();

        assertThat(LasFile.open(las).laszip()).isNotNull();
        assertThat(LasFile.open(las).header().points()).isEqualTo(2000);
    }

    @Test
    void aTruncatedFileIsRefusedAndTheOthersAreDone() throws IOException {
        byte[] bytes = Files.readAllBytes(las);
        Path cut = Files.write(directory.resolve("0-cut.las"), Arrays.copyOf(bytes, bytes.length - 100));

        assertThat(compress(directory)).isEqualTo(3);

        assertThat(err.toString()).contains(cut + ": truncated").hasLineCount(1);
        assertThat(names(directory)).containsExactly("0-cut.las", "a.las", "a.laz");
    }

    @Test
    void twoFilesMustNotBecomeOne() throws IOException {
        Path tiles = Files.createDirectory(directory.resolve("tiles"));
        Files.copy(las, tiles.resolve("a.las"));

        assertThat(compress(las, tiles, "-o", directory.resolve("out"))).isEqualTo(2);
        assertThat(err.toString()).contains("would both become");
    }

    @Test
    void helpSaysWhatIsProven() {
        assertThat(compress("--help")).isZero();
        assertThat(out.toString()).contains("proves that nothing", "--decompress", "Exit codes");
    }

    @Test
    void aSampleCanBeLaz() throws IOException {
        Path named = directory.resolve("terrain.LAZ");
        Path told = directory.resolve("terrain");

        assertThat(run(new SampleCommand(), named, "--points", "3000")).isZero();
        assertThat(run(new SampleCommand(), told, "--points", "3000", "--laz")).isZero();

        assertThat(LasFile.open(named).laszip()).isNotNull();
        assertThat(told).hasSameBinaryContentAs(named);
    }

    private static String[] names(Path parent) throws IOException {
        try (var entries = Files.list(parent)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toArray(String[]::new);
        }
    }

    private int compress(Object... arguments) {
        return run(new CompressCommand(), arguments);
    }

    private int run(Object command, Object... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
    }
}
