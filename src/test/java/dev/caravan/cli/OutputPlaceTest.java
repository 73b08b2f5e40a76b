package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputPlaceTest {
    @TempDir
    private Path directory;

    @Test
    void whatWasNotProvenIsRemovedAndWhatItWasToReplaceStays() throws IOException {
        Path output = Files.createDirectory(directory.resolve("octree"));
        Files.writeString(output.resolve("metadata.json"), "old");

        try (OutputPlace place = OutputPlace.of(output, true)) {
            Files.createDirectory(place.unproven());
            Files.writeString(place.unproven().resolve("metadata.json"), "new");
        }

        assertThat(output.resolve("metadata.json")).hasContent("old");
        assertThat(directory).isDirectoryNotContaining(path -> !path.equals(output));
    }

    @Test
    void whatWasProvenTakesThePlace() throws IOException {
        Path output = Files.createDirectory(directory.resolve("octree"));
        Files.writeString(output.resolve("metadata.json"), "old");

        try (OutputPlace place = OutputPlace.of(output, true)) {
            Files.createDirectory(place.unproven());
            Files.writeString(place.unproven().resolve("metadata.json"), "new");
            place.publish();
        }

        assertThat(output.resolve("metadata.json")).hasContent("new");
        assertThat(directory).isDirectoryNotContaining(path -> !path.equals(output));
    }

    @Test
    void theDefaultStandsBesideTheInput() {
        assertThat(OutputPlace.defaultFor(Path.of("/data/a.las"))).isEqualTo(Path.of("/data/a.las_converted"));
        assertThat(OutputPlace.defaultFor(Path.of("/data/tiles/"))).isEqualTo(Path.of("/data/tiles_converted"));
    }
}
