package dev.caravan.stage.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.dataset.Dataset;
import dev.caravan.support.ARun;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OctreesTest {

    @TempDir
    private Path directory;

    private final ARun run = new ARun();

    @Test
    void theOctreeGoesToItsPlaceAndNothingIsLeftInScratch() throws IOException {
        Converted converted = converted(run, 300);

        Dataset kept = new Octrees(converted.workspace()).keep(converted.dataset(), run);

        Path place = converted.workspace().octrees().resolve("area/a.octree");
        assertThat(kept.requireOctree().directory()).isEqualTo(place);
        assertThat(place.resolve("metadata.json")).exists();
        assertThat(converted.attempt()).doesNotExist();
    }

    @Test
    void anOlderOneIsReplacedAndLeavesNothing() throws IOException {
        Converted older = converted(run, 300);
        new Octrees(older.workspace()).keep(older.dataset(), run);
        ARun next = new ARun();
        Converted newer = converted(next, 500);
        byte[] metadata = Files.readAllBytes(newer.octree().resolve("metadata.json"));

        Dataset kept = new Octrees(newer.workspace()).keep(newer.dataset(), next);

        assertThat(kept.requireOctree().directory().resolve("metadata.json")).hasBinaryContent(metadata);
        assertThat(children(newer.workspace().octrees().resolve("area"))).containsExactly("a.octree");
    }

    @Test
    void afterACrashBehindTheRenameTheNextAttemptFindsItsOwnWork() throws IOException {
        Converted converted = converted(run, 300);
        Octrees octrees = new Octrees(converted.workspace());
        Path place = octrees.keep(converted.dataset(), run).requireOctree().directory();

        Dataset proven = new Proof(octrees).check(converted.dataset(), run);
        Dataset keptAgain = octrees.keep(proven, run);

        assertThat(keptAgain.requireOctree().directory()).isEqualTo(place);
        assertThat(keptAgain.requireOctree().points()).isEqualTo(300);
        assertThat(place.resolve("octree.bin")).exists();
    }

    @Test
    void afterACrashBetweenTheTwoRenamesTheNewOneTakesThePlace() throws IOException {
        Converted older = converted(run, 300);
        Octrees octrees = new Octrees(older.workspace());
        Path place = octrees.keep(older.dataset(), run).requireOctree().directory();
        ARun next = new ARun();
        Converted newer = converted(next, 500);
        Files.move(place, place.resolveSibling(".older-" + next.id()));

        octrees.keep(newer.dataset(), next);

        assertThat(children(place.getParent())).containsExactly("a.octree");
    }

    @Test
    void anotherJobsOctreeIsNotTakenForOurs() throws IOException {
        Converted older = converted(run, 300);
        Octrees octrees = new Octrees(older.workspace());
        octrees.keep(older.dataset(), run);

        assertThatThrownBy(() -> octrees.locate(older.dataset(), new ARun()))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining(older.octree().toString())
                .hasMessageContaining("a.octree");
    }

    private Converted converted(ARun job, int points) throws IOException {
        return Converted.of(directory, "area/a", points, job, OptionalLong.of(points));
    }

    private static List<String> children(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return children.map(child -> child.getFileName().toString()).toList();
        }
    }
}
