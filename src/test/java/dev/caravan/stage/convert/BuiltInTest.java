package dev.caravan.stage.convert;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.Caravan;
import dev.caravan.converter.BadInputException;
import dev.caravan.converter.ConversionCancelledException;
import dev.caravan.converter.SamplingMethod;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Octree;
import dev.caravan.dataset.SourceFile;
import dev.caravan.potree.Encoding;
import dev.caravan.support.ARun;
import dev.caravan.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class BuiltInTest {

    @TempDir
    private Path directory;

    private ARun run = new ARun(1);

    @Test
    void theOctreeLiesInTheAttemptsScratchAndSaysWhatWasRead() throws IOException {
        Octree octree =
                convert(aLasFile().withRandomPoints(250).writeTo(source())).requireOctree();

        assertThat(octree.directory()).isEqualTo(scratch().resolve(run.id() + ".1/octree"));
        assertThat(octree.directory().resolve("metadata.json")).exists();
        assertThat(octree.pointsRead()).isEqualTo(250);
        assertThat(octree.provenAt()).isNull();
        assertThat(run.lines()).anyMatch(line -> line.startsWith("converted 250 points"));
        assertThat(run.progress()).last().satisfies(progress -> {
            assertThat(progress.phase()).isEqualTo("write");
            assertThat(progress.percent()).isEqualTo(100);
            assertThat(progress.current()).isEqualTo(source().toString());
        });
        assertThat(run.notes())
                .containsEntry("engine", "builtin")
                .containsEntry("points", 250L)
                .containsEntry("octree", octree.directory().toString())
                .containsKeys("nodes", "warnings");
    }

    @Test
    void aLargeDatasetHasAJavaOfItsOwn() throws IOException {
        Octree octree =
                convert(aLasFile().withRandomPoints(1000).writeTo(source())).requireOctree();

        assertThat(octree.directory()).isEqualTo(scratch().resolve(run.id() + ".1/octree"));
        assertThat(octree.directory().resolve("metadata.json")).exists();
        assertThat(octree.pointsRead()).isEqualTo(1000);
        assertThat(run.lines().get(0)).startsWith("runs [").contains("-Xmx128m");
        assertThat(run.lines()).contains("distribute: 1000 points", "verify: 1000 points");
        assertThat(run.lines()).anyMatch(line -> line.startsWith("| plan ") || line.startsWith("build: "));
    }

    @Test
    void soHasOneThatHasFailedBefore() throws IOException {
        run = new ARun(2);

        assertThat(convert(aLasFile().withRandomPoints(10).writeTo(source()))
                        .requireOctree()
                        .pointsRead())
                .isEqualTo(10);

        assertThat(run.lines().get(0)).startsWith("runs [");
    }

    @Test
    void thereBadInputIsBadInputWithTheSameReason() throws IOException {
        Path text = Files.writeString(source(), "no point cloud");
        run = new ARun(2);

        assertThatThrownBy(() -> convert(text))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(text + ": byte 0: 'file signature'");
        assertThat(scratch()).isEmptyDirectory();
    }

    @Test
    void nothingIsLeftOfAConversionThatFailed() throws IOException {
        Path text = Files.writeString(source(), "no point cloud");

        assertThatThrownBy(() -> convert(text))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(text.toString());
        assertThat(scratch()).isEmptyDirectory();
    }

    @Test
    void aCancelledJobLeavesNothing() throws IOException {
        Path file = aLasFile().withRandomPoints(250).writeTo(source());
        run.cancel();

        assertThatThrownBy(() -> convert(file)).isInstanceOf(ConversionCancelledException.class);
        assertThat(scratch()).isEmptyDirectory();
    }

    private Dataset convert(Path file) throws IOException {
        return new BuiltIn(settings(), new Scratch(workspace()), ChildJava.likeThis(Caravan.class.getName()))
                .convert(Dataset.found("a", directory, SourceFile.read(file)), run);
    }

    private static ConvertSettings settings() {
        return AConvertSettings.builtin(
                new BuiltInSettings(Encoding.DEFAULT, SamplingMethod.POISSON, 1, 1000, DataSize.ofMegabytes(128)),
                new ExecSettings("x", List.of("{input}", "{output}"), Duration.ofHours(1), List.of(123)));
    }

    private Path source() {
        return directory.resolve("a.las");
    }

    private Workspace workspace() {
        return new Workspace(directory.resolve("data"));
    }

    private Path scratch() {
        return workspace().scratch();
    }
}
