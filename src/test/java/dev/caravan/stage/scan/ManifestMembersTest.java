package dev.caravan.stage.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.dataset.SourceFile;
import dev.caravan.dataset.Unit;
import dev.caravan.support.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestMembersTest {

    @TempDir
    Path directory;

    private SourceTree tree;

    @BeforeEach
    void aSourceWithTiles() throws IOException {
        tree = new SourceTree(Files.createDirectory(directory.toRealPath().resolve("in")));
        for (String tile : List.of("top.las", "area/1.las", "area/2.laz", "area/deep/3.las", "area/.hidden.las")) {
            tree.file(tile);
        }
        tree.file("area/notes.txt");
        tree.file("inner/4.las");
        tree.file("left/5.las");
        Files.createFile(directory.resolve("outside.las"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.las                    | area/1.las",
                "./deep/3.las             | area/deep/3.las",
                "../top.las               | top.las",
                "{root}/top.las           | top.las",
                "*.las                    | area/1.las",
                "*.{las,laz}              | area/1.las area/2.laz",
                "**/*.las                 | area/1.las area/deep/3.las",
                "deep/*                   | area/deep/3.las",
                "../area/[12].la?         | area/1.las area/2.laz",
                "{root}/*.LAS             | top.las",
                "linked/*.las             | area/linked/3.las",
                "**                       | area/1.las area/2.laz area/deep/3.las area/notes.txt",
            })
    void aLineLeadsToFiles(String line, String expected) throws IOException {
        tree.link("area/linked", Path.of("deep"));

        MemberList list = members(line);

        assertThat(list.problems()).isEmpty();
        assertThat(list.files().stream()
                        .map(file -> tree.root().relativize(file.path()).toString())
                        .sorted())
                .containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9.las                | line 1: '9.las' does not exist, or no longer",
                "x/9.las              | line 1: 'x/9.las' does not exist, or no longer",
                "*.e57                | line 1: no file matches '*.e57'",
                "gone/*.las           | line 1: the directory '{root}/area/gone' does not exist, or no longer",
                "1.las/*.las          | line 1: '1.las/*.las' cannot be read: it is not a directory",
                "deep                 | line 1: 'deep' is a directory; its files are 'deep/*'",
                "../../outside.las    | line 1: '../../outside.las' lies outside of the source directory '{root}'",
                "/etc/passwd          | line 1: '/etc/passwd' lies outside of the source directory '{root}'",
                "../../*.las          | line 1: '../../*.las' lies outside of the source directory '{root}'",
                "/**/passwd           | line 1: '/**/passwd' lies outside of the source directory '{root}'",
                "out.las              | line 1: 'out.las' leads out of the source directory '{root}', to '{out}/outside.las'",
                "out*.las             | line 1: 'area/out.las' leads out of the source directory '{root}', to '{out}/outside.las'",
                "way/outside.las      | line 1: 'way/outside.las' leads out of the source directory '{root}', to '{out}/outside.las'",
                "way/*.las            | line 1: 'way/*.las' leads out of the source directory '{root}', to '{out}'",
                "broken.las           | line 1: 'broken.las' does not exist, or no longer",
                "../inner/4.las       | line 1: '../inner/4.las' belongs to another source, '{root}/inner'",
                "../left/5.las        | line 1: '../left/5.las' is excluded by the settings of the source",
                "../left/*.las        | line 1: no file matches '../left/*.las'",
                "[1.las               | line 1: '[1.las' is no pattern: '[' without ']'",
                "area.tiles           | line 1: 'area.tiles' is the manifest, and no input",
                "all.done             | line 1: 'all.done' is the done-file, and no input",
            })
    void aLineThatLeadsNowhereOrOutIsNamed(String line, String problem) throws IOException {
        tree.link("area/out.las", directory.toRealPath().resolve("outside.las"));
        tree.link("area/way", directory.toRealPath());
        tree.link("area/broken.las", Path.of("nowhere"));
        tree.file("area/all.done");

        MemberList list = members(line);

        assertThat(list.problems())
                .containsExactly(problem.replace("{root}", tree.root().toString())
                        .replace("{out}", directory.toRealPath().toString()));
        assertThat(list.files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.las\n./1.las\n", "1.las\n*.las\n", "1.las\nsame.las\n"})
    void whatIsNamedTwiceIsTakenOnce(String lines) throws IOException {
        tree.link("area/same.las", Path.of("1.las"));

        assertThat(members(lines).files())
                .extracting(SourceFile::path)
                .containsExactly(tree.root().resolve("area/1.las"));
    }

    @Test
    void eachBadLineIsToldAndTheGoodOnesCount() throws IOException {
        MemberList list = members("1.las\n\n8.las\n9.las\n2.laz\n");

        assertThat(list.files()).hasSize(2);
        assertThat(list.problems())
                .containsExactly(
                        "line 3: '8.las' does not exist, or no longer", "line 4: '9.las' does not exist, or no longer");
    }

    @Test
    void aFileWhoseNameLooksLikeAPatternIsThatFile() throws IOException {
        tree.file("area/7[a].las");

        assertThat(members("7[a].las").files())
                .extracting(SourceFile::path)
                .containsExactly(tree.root().resolve("area/7[a].las"));
    }

    @Test
    void aManifestThatIsGoneSaysSo() {
        assertThat(of(tree.root().resolve("gone.tiles")).problems())
                .containsExactly("it cannot be read: it does not exist, or no longer");
    }

    private MemberList members(String lines) throws IOException {
        String text = lines.replace("{root}", tree.root().toString());
        return of(tree.file("area/area.tiles", text, SourceTree.LONG_AGO));
    }

    private MemberList of(Path manifest) {
        Source source = Source.of(
                Tiles.source(tree.root(), Unit.MANIFEST, Tiles.doneFile("*.done"), "left/**", "**/area.tiles.old"));
        return new ManifestMembers(source, Set.of(tree.root().resolve("inner"))).of(manifest);
    }
}
