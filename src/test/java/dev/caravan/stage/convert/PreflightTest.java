package dev.caravan.stage.convert;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.converter.BadInputException;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {

    @TempDir
    private Path directory;

    @Test
    void aWholeFilePasses() throws IOException {
        Dataset dataset = dataset(aLasFile().withRandomPoints(9).writeTo(file("a.las")));

        assertThat(new Preflight().check(dataset)).isSameAs(dataset);
    }

    @Test
    void aTruncatedFileIsRefusedWithBothNumbers() throws IOException {
        Path file = aLasFile().withRandomPoints(9).writeTo(file("A.LAS"));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

        assertRefused(file, "'number of point records' is 9, but the file has room for 8");
    }

    @Test
    void noPoints() throws IOException {
        assertRefused(aLasFile().writeTo(file("none.las")), "an octree needs at least one point");
    }

    @Test
    void noPointCloud() throws IOException {
        assertRefused(Files.writeString(file("text.laz"), "text"), "text.laz");
    }

    @Test
    void formatsOfOtherConvertersAreTheirBusiness() throws IOException {
        Dataset dataset = dataset(Files.writeString(file("points.e57"), "anything"));

        assertThat(new Preflight().check(dataset)).isSameAs(dataset);
    }

    private void assertRefused(Path file, String words) {
        assertThatThrownBy(() -> new Preflight().check(dataset(file)))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(words);
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private Dataset dataset(Path file) throws IOException {
        return Dataset.found("a", directory, SourceFile.read(file));
    }
}
