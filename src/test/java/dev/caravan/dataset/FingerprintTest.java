package dev.caravan.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FingerprintTest {
    private static final Instant MODIFIED = Instant.parse("2026-01-02T03:04:05.123456789Z");
    private static final SourceFile ONE = file("1.las", 7, MODIFIED);
    private static final SourceFile TWO = file("2.las", 8, MODIFIED);
    private static final List<SourceFile> BOTH = List.of(ONE, TWO);

    static Stream<Arguments> otherVersions() {
        return Stream.of(
                Arguments.of("a file less", List.of(ONE), List.of()),
                Arguments.of("a file more", List.of(ONE, TWO, file("3.las", 9, MODIFIED)), List.of()),
                Arguments.of("another size", List.of(ONE, file("2.las", 9, MODIFIED)), List.of()),
                Arguments.of("a nanosecond", List.of(ONE, file("2.las", 8, MODIFIED.plusNanos(1))), List.of()),
                Arguments.of("another name", List.of(ONE, file("3.las", 8, MODIFIED)), List.of()),
                Arguments.of("exchanged", List.of(file("1.las", 8, MODIFIED), file("2.las", 7, MODIFIED)), List.of()),
                Arguments.of("a problem", BOTH, List.of("line 3: 'x' does not exist")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherVersions")
    void whatIsChangedAddedOrRemovedMakesAnotherVersion(String what, List<SourceFile> members, List<String> problems) {
        assertThat(roster(members, problems).fingerprint())
                .isNotEqualTo(roster(BOTH, List.of()).fingerprint());
    }

    @Test
    void theOrderInWhichTheFilesWereFoundIsNothing() {
        assertThat(roster(List.of(TWO, ONE), List.of())).isEqualTo(roster(BOTH, List.of()));
        assertThat(roster(BOTH, List.of()).fingerprint()).matches("[0-9a-f]{64}");
    }

    @Test
    void aSourceDirectoryThatIsMountedElsewhereHasTheSameVersions() {
        UnaryOperator<SourceFile> moved = file ->
                new SourceFile(Path.of("/mnt").resolve(file.path().getFileName()), file.size(), file.modified());
        Roster there = Roster.ofDirectory(
                "a", Path.of("/mnt"), Path.of("/mnt"), BOTH.stream().map(moved).toList(), List.of());

        assertThat(there.fingerprint()).isEqualTo(roster(BOTH, List.of()).fingerprint());
    }

    @Test
    void theManifestIsPartOfTheVersionAndNoInput() {
        SourceFile manifest = file("a.tiles", 20, MODIFIED);
        Roster before = Roster.ofManifest("a", Path.of("/in"), manifest, BOTH, List.of());
        Roster after = Roster.ofManifest("a", Path.of("/in"), file("a.tiles", 21, MODIFIED), BOTH, List.of());

        assertThat(after.fingerprint()).isNotEqualTo(before.fingerprint());
        Dataset dataset = before.dataset(Labels.NONE);
        assertThat(dataset.sources()).containsExactly(ONE, TWO);
        assertThat(dataset.files()).containsExactly(manifest, ONE, TWO);
        assertThat(dataset.recordKeys())
                .containsExactly("dataset:a", "file:/in/a.tiles", "file:/in/1.las", "file:/in/2.las");
        assertThat(dataset.title()).isEqualTo("/in/a.tiles (2 files)");
        assertThat(dataset.bytes()).isEqualTo(15);
        assertThat(dataset.modified()).isEqualTo(MODIFIED);
        assertThat(new DatasetFormat().fromJson(new DatasetFormat().toJson(dataset)))
                .isEqualTo(dataset);
    }

    private static Roster roster(List<SourceFile> members, List<String> problems) {
        return Roster.ofDirectory("a", Path.of("/in"), Path.of("/in"), members, problems);
    }

    private static SourceFile file(String name, long size, Instant modified) {
        return new SourceFile(Path.of("/in", name), size, modified);
    }
}
