package dev.caravan.stage.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OctreePlaceTest {
    private static final Path OCTREES = Path.of("/data/octrees");

    @TempDir
    private Path disk;

    @Test
    void aKeyIsThePathBelowTheOctrees() {
        assertThat(OctreePlace.of(OCTREES, "area/one")).isEqualTo(Path.of("/data/octrees/area/one.octree"));
    }

    @Test
    void theOctreeOfAFileIsNoneOfThoseOfADirectoryOfItsName() {
        assertThat(OctreePlace.of(OCTREES, "area/one")).doesNotHave(isBelow(OctreePlace.of(OCTREES, "area")));
    }

    private static Condition<Path> isBelow(Path directory) {
        return new Condition<>(path -> path.startsWith(directory), "is below " + directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../out", "a/../../out", "/etc/passwd", "", ".", "a/.."})
    void aKeyThatLeadsOutIsRefused(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OctreePlace.of(OCTREES, key))
                .withMessageContaining("'" + key + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "\u00fc", "\u5730", "\ud83d\uddfa"})
    void longNamesFitOnTheDisk(String character) throws IOException {
        String longest = character.repeat(255 / character.getBytes(StandardCharsets.UTF_8).length);

        Path place = OctreePlace.of(disk, longest);

        assertThat(Files.createDirectory(place)).isDirectory();
        assertThat(place.toString()).endsWith(".octree");
    }

    @Test
    void longNamesThatBeginAlikeStayApart() {
        assertThat(OctreePlace.of(OCTREES, "n".repeat(250) + "a"))
                .isNotEqualTo(OctreePlace.of(OCTREES, "n".repeat(250) + "b"));
    }

    @Test
    void aLongNameHasTheSamePlaceEachTime() {
        assertThat(OctreePlace.of(OCTREES, "n".repeat(250))).isEqualTo(OctreePlace.of(OCTREES, "n".repeat(250)));
    }

    @Test
    void theLongestNameThatNeedsNoShortening() {
        assertThat(OctreePlace.of(OCTREES, "n".repeat(248)).getFileName()).hasToString("n".repeat(248) + ".octree");
    }
}
