package dev.caravan.cli;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** `convert` as PotreeConverter's users and programs call it. */
class ConvertCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String las;
    private String octree;

    @BeforeEach
    void aFile() throws IOException {
        las = aLasFile()
                .withRandomPoints(300)
                .writeTo(directory.resolve("a.las"))
                .toString();
        octree = directory.resolve("out/octree").toString();
    }

    @Test
    void theOutputStandsBesideTheInputUnlessItIsNamed() {
        assertThat(run(las)).isZero();

        assertThat(directory.resolve("a.las_converted/metadata.json")).exists();
        assertThat(out.toString()).contains("a.las_converted: 300 points", "verified");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-o", "--outdir", "--output"})
    void theOutputIsNamedAsInPotreeConverter(String option) {
        assertThat(run(las, option, octree)).isZero();

        assertThat(Path.of(octree, "metadata.json")).exists();
    }

    @Test
    void inputsStandBeforeBehindOrInAnOption() throws IOException {
        String second = aLasFile()
                .withSeed(2)
                .withRandomPoints(20)
                .writeTo(directory.resolve("b.las"))
                .toString();
        String third = aLasFile()
                .withSeed(3)
                .withRandomPoints(1)
                .writeTo(directory.resolve("c.las"))
                .toString();

        assertThat(run(las, "-o", octree, "-i", second, third, "--json")).isZero();

        assertThat(json().get("points").asLong()).isEqualTo(321);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEFAULT", "default", "Default"})
    void encodingsAreNamedInAnyCase(String encoding) {
        assertThat(run("--encoding", encoding, las, "-o", octree)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--encoding ZSTD; 'ZSTD' is no encoding, expected DEFAULT or BROTLI",
                "-m poisson_average; use poisson",
                "-m sorted; 'sorted' is no method, expected poisson or random",
                "--threads 0; --threads is 0, expected at least 1",
                "--memory 63M; --memory is 63 MB, expected at least 64 MB",
                "--memory 900T; this Java may have only",
                "--memory lots; 'lots' is no size, expected such as 800M or 2G",
                "--progress=loud; expected auto, bar, lines or none",
                "--no-chunking; --no-chunking of PotreeConverter is not offered",
                "--no-indexing; --no-indexing of PotreeConverter is not offered",
                "--generate-page viewer; no page is made",
                "-p viewer; no page is made",
                "--nonsense; Unknown option: '--nonsense'"
            })
    void whatIsNotOfferedIsAMistakeInTheCommandLine(String options, String message) {
        assertThat(run(Stream.concat(Stream.of(las, "-o", octree), Stream.of(options.split(" ")))
                        .toArray(String[]::new)))
                .isEqualTo(2);

        assertThat(err.toString()).contains(message);
        assertThat(Path.of(octree)).doesNotExist();
    }

    @Test
    void whatChangesNothingIsIgnoredWithAWarning() {
        assertThat(run(las, "-o", octree, "--chunkMethod", "LASZIP", "--title", "Terrain", "--keep-chunks"))
                .isZero();

        assertThat(err.toString()).contains("warning: --chunkMethod", "warning: --title", "warning: --keep-chunks");
    }

    @Test
    void theSummaryIsOneJsonObject() throws IOException {
        assertThat(run(las, "-o", octree, "--json", "--progress", "none")).isZero();

        JsonNode summary = json();
        assertThat(summary.get("octree").asText()).isEqualTo(octree);
        assertThat(summary.get("verified").asBoolean()).isTrue();
        assertThat(summary.get("points").asLong()).isEqualTo(300);
        assertThat(summary.get("nodes").asLong()).isPositive();
        assertThat(summary.get("peak_memory_bytes").asLong()).isGreaterThan(1 << 20);
        List<String> phases = new ArrayList<>();
        summary.get("phases").forEach(phase -> phases.add(phase.get("phase").asText()));
        assertThat(phases).endsWith("distribute", "build", "write", "verify");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aFailureIsAJsonObjectToo() throws IOException {
        Files.writeString(Path.of(las), "this is text");

        assertThat(run(las, "-o", octree, "--json", "--progress", "none")).isEqualTo(3);

        assertThat(json().get("exit_code").asInt()).isEqualTo(3);
        assertThat(json().get("error").asText()).contains("'file signature'");
        assertThat(json().get("verified").asBoolean()).isFalse();
    }

    @Test
    void anOctreeIsReplacedOnlyOnDemand() throws IOException {
        assertThat(run(las, "-o", octree)).isZero();
        assertThat(run(las, "-o", octree)).isEqualTo(1);
        assertThat(err.toString()).contains(octree + ": is already there; --replace replaces it");

        aLasFile().withRandomPoints(7).writeTo(Path.of(las));
        assertThat(run(las, "-o", octree, "--replace")).isZero();

        assertThat(out.toString()).contains(": 7 points");
        assertThat(Path.of(octree).getParent()).isDirectoryNotContaining(path -> !path.endsWith("octree"));
    }

    @Test
    void whatReplacesAnOctreeMustBeGoodItself() throws IOException {
        assertThat(run(las, "-o", octree)).isZero();
        Files.writeString(Path.of(las), "this is text");

        assertThat(run(las, "-o", octree, "--replace")).isEqualTo(3);

        assertThat(Path.of(octree)).isDirectoryContaining(path -> path.endsWith("metadata.json"));
        assertThat(Path.of(octree).getParent()).isDirectoryNotContaining(path -> !path.endsWith("octree"));
    }

    @Test
    void aDirectoryWithOtherThingsIsNeverReplaced() {
        assertThat(run(las, "-o", directory.toString(), "--replace")).isEqualTo(1);

        assertThat(err.toString()).contains("'a.las' in it is no part of an octree");
        assertThat(Path.of(las)).exists();
    }

    @Test
    void anEmptyDirectoryIsAsGoodAsNone() throws IOException {
        Files.createDirectories(Path.of(octree));

        assertThat(run(las, "-o", octree)).isZero();
    }

    private JsonNode json() throws IOException {
        assertThat(out.toString()).hasLineCount(1);
        return JSON.readTree(out.toString());
    }

    private int run(String... arguments) {
        return new CommandLine(new ConvertCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
