package dev.caravan.stage.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.dataset.Roster;
import dev.caravan.dataset.SourceFile;
import dev.caravan.support.SourceTree;
import dev.caravan.support.StandingClock;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletenessTest {

    @TempDir
    Path directory;

    private final StandingClock clock = new StandingClock();
    private SourceTree tree;

    @BeforeEach
    void twoTiles() throws IOException {
        tree = new SourceTree(directory.toRealPath());
        tree.file("area/1.las");
        tree.file("area/2.las");
    }

    @Test
    void withoutRulesItIsCompleteWhenItsFilesHaveSettled() throws IOException {
        assertThat(missing(CompleteSettings.NONE, Duration.ofSeconds(60))).isEmpty();
        tree.file("area/2.las", "LASF", clock.instant().minusSeconds(12));
        assertThat(missing(CompleteSettings.NONE, Duration.ofSeconds(60))).isEqualTo("2.las was written to 12 s ago");
        assertThat(missing(CompleteSettings.NONE, Duration.ofSeconds(12))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 2 of 1 files are there", "2, ''", "25, 2 of 25 files are there"})
    void aCountIsExact(int count, String missing) throws IOException {
        assertThat(missing(Tiles.count(count), Duration.ZERO)).isEqualTo(missing);
    }

    @ParameterizedTest
    @CsvSource({"done.txt, done.txt", "*.done, area.done", ".complete, .complete", "[x].txt, [x].txt"})
    void aDoneFileLiesBesideTheFiles(String rule, String name) throws IOException {
        tree.file(name);
        assertThat(missing(Tiles.doneFile(rule), Duration.ZERO)).isEqualTo("no " + rule + " yet");
        tree.file("area/" + name);
        assertThat(missing(Tiles.doneFile(rule), Duration.ZERO)).isEmpty();
    }

    @Test
    void aQuietPeriodOfItsOwnTakesThePlaceOfTheSettleTime() throws IOException {
        tree.file("area/2.las", "LASF", clock.instant().minusSeconds(90));
        assertThat(missing(Tiles.quiet(Duration.ofSeconds(100)), Duration.ZERO))
                .isEqualTo("2.las was written to 90 s ago");
        assertThat(missing(Tiles.quiet(Duration.ZERO), Duration.ofHours(1))).isEmpty();
    }

    @Test
    void allRulesMustHold() throws IOException {
        CompleteSettings all = new CompleteSettings(3, "done.txt", Duration.ofSeconds(60));
        assertThat(missing(all, Duration.ZERO)).isEqualTo("no done.txt yet");
        tree.file("area/done.txt");
        assertThat(missing(all, Duration.ZERO)).isEqualTo("2 of 3 files are there");
        tree.file("area/3.las", "LASF", clock.instant().minusSeconds(59));
        assertThat(missing(all, Duration.ZERO)).isEqualTo("3.las was written to 59 s ago");
        clock.pass(Duration.ofSeconds(1));
        assertThat(missing(all, Duration.ZERO)).isEmpty();
    }

    @Test
    void aTimeInTheFutureIsToldAsSuch() throws IOException {
        tree.file("area/2.las", "LASF", clock.instant().plus(Duration.ofDays(9)));
        assertThat(missing(CompleteSettings.NONE, Duration.ofSeconds(60)))
                .startsWith("2.las has a modification time in the future, 20");
    }

    @Test
    void whatIsMissingIsNamedWithTheCount() throws IOException {
        SourceFile manifest = SourceFile.read(tree.file("area/a.tiles"));
        Roster roster = Roster.ofManifest(
                "area/a",
                tree.root(),
                manifest,
                List.of(SourceFile.read(tree.root().resolve("area/1.las"))),
                List.of("line 2: '2.las' does not exist"));

        assertThat(completeness(Tiles.count(2), Duration.ZERO).missing(roster))
                .contains("1 of 2 files are there; line 2: '2.las' does not exist");
    }

    private String missing(CompleteSettings settings, Duration settle) throws IOException {
        Path area = tree.root().resolve("area");
        List<SourceFile> files = new ArrayList<>();
        try (DirectoryStream<Path> tiles = Files.newDirectoryStream(area, "*.las")) {
            for (Path tile : tiles) {
                files.add(SourceFile.read(tile));
            }
        }
        return completeness(settings, settle)
                .missing(Roster.ofDirectory("area", tree.root(), area, files, List.of()))
                .orElse("");
    }

    private Completeness completeness(CompleteSettings settings, Duration settle) {
        return Completeness.of(settings, new Settling(settle, clock));
    }
}
