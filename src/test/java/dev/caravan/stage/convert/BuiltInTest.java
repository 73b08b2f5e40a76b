package dev.caravan.stage.convert;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.converter.BadInputException;
import dev.caravan.converter.ConversionCancelledException;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Octree;
import dev.caravan.dataset.SourceFile;
import dev.caravan.support.ARun;
import dev.caravan.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltInTest {

    @TempDir
    private Path directory;

    private final ARun run = new ARun(3);

    @Test
    void theOctreeLiesInTheAttemptsScratchAndSaysWhatWasRead() throws IOException {
        Octree octree =
                convert(aLasFile().withRandomPoints(250).writeTo(source())).requireOctree();

        assertThat(octree.directory()).isEqualTo(scratch().resolve(run.id() + ".3/octree"));
        assertThat(octree.directory().resolve("metadata.json")).exists();
        assertThat(octree.pointsRead()).isEqualTo(250);
        assertThat(octree.provenAt()).isNull();
        assertThat(run.lines()).anyMatch(line -> line.startsWith("converted 250 points"));
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
        return new BuiltIn(new Scratch(workspace())).convert(Dataset.found("a", directory, SourceFile.read(file)), run);
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
