package dev.caravan.stage.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.converter.BadInputException;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Labels;
import dev.caravan.dataset.Roster;
import dev.caravan.dataset.SourceFile;
import dev.caravan.support.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

    @TempDir
    private Path directory;

    private Path first;
    private Path second;
    private Dataset dataset;

    @BeforeEach
    void twoFiles() throws IOException {
        SourceTree tree = new SourceTree(directory);
        first = tree.file("a.las");
        second = tree.file("b.las");
        dataset = Dataset.found("ab", directory, SourceFile.read(first), SourceFile.read(second));
    }

    @Test
    void theVersionThatWasClaimed() throws IOException {
        assertThat(new Sources().mustBeUnchanged(dataset)).isSameAs(dataset);
    }

    @Test
    void anotherTime() throws IOException {
        SourceTree.touch(second);

        assertThatThrownBy(() -> new Sources().mustBeUnchanged(dataset))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(second + " has changed since it was claimed");
    }

    @Test
    void anotherSizeAtTheSameTime() throws IOException {
        FileTime before = Files.getLastModifiedTime(first);
        Files.setLastModifiedTime(Files.writeString(first, "LASF and more"), before);

        assertThatThrownBy(() -> new Sources().mustBeUnchanged(dataset))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("from 4 bytes")
                .hasMessageContaining("to 13 bytes");
    }

    @Test
    void filesThatAreGoneWithTheirWholeShareAreNotAtFault() throws IOException {
        Files.delete(first);
        Files.delete(second);

        assertThatThrownBy(() -> new Sources().mustBeUnchanged(dataset))
                .isInstanceOf(IOException.class)
                .hasMessage("the source directory " + directory + " is empty: is it mounted?");
    }

    @Test
    void aFileThatIsGone() throws IOException {
        Files.delete(first);

        assertThatThrownBy(() -> new Sources().mustBeUnchanged(dataset))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(first + " does not exist any more");
    }

    @Test
    void aManifestThatNamesOtherFilesNow() throws IOException {
        Path manifest = new SourceTree(directory).file("ab.tiles");
        Dataset listed = Roster.ofManifest("ab", directory, SourceFile.read(manifest), dataset.sources(), List.of())
                .dataset(Labels.NONE);
        assertThat(new Sources().mustBeUnchanged(listed)).isSameAs(listed);
        SourceTree.touch(manifest);

        assertThatThrownBy(() -> new Sources().mustBeUnchanged(listed))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(manifest + " has changed since it was claimed");
    }
}
