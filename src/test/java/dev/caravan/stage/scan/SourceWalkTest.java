package dev.caravan.stage.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.caravan.dataset.SourceFile;
import dev.caravan.file.PrintablePath;
import dev.caravan.support.SourceTree;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links, permissions and names as POSIX has them")
class SourceWalkTest {

    @TempDir
    Path directory;

    private SourceTree tree;
    private final Heard heard = new Heard();

    @BeforeEach
    void aRealDirectory() throws IOException {
        tree = new SourceTree(Files.createDirectory(directory.toRealPath().resolve("root")));
    }

    @Test
    void filesAreFoundAtAllDepthsInAnyCase() throws Exception {
        tree.file("a.las");
        tree.file("x/b.LAZ");
        tree.file("x/y/z/c.Las");
        tree.file("x/readme.txt");
        assertThat(walk()).containsExactly("a.las", "x/b.LAZ", "x/y/z/c.Las");
        assertThat(heard.ignored).isEqualTo(1);
    }

    @Test
    void hiddenAndTemporaryNamesAreIgnoredWithAllTheyHold() throws Exception {
        tree.file(".hidden.las");
        tree.file(".snapshot/daily/a.las");
        tree.file("lost+found/a.las");
        tree.file("a.las.part");
        tree.file("b.las~");
        tree.file("c.las");
        assertThat(walk()).containsExactly("c.las");
        assertThat(heard.ignored).isEqualTo(5);
    }

    @Test
    void excludeIsStrongerThanIncludeForFilesAndDirectories() throws Exception {
        tree.file("old/a.las");
        tree.file("x/old/b.las");
        tree.file("x/draft-c.las");
        tree.file("x/d.las");
        assertThat(walk("**/old", "**/draft-*")).containsExactly("x/d.las");
    }

    @Test
    void aLinkOutOfTheRootIsNotFollowed() throws Exception {
        Path outside = new SourceTree(directory.toRealPath()).file("outside/a.las");
        tree.link("file.las", outside);
        tree.link("folder", outside.getParent());
        assertThat(walk()).isEmpty();
        assertThat(heard.ignored).isEqualTo(2);
    }

    @Test
    void aLinkToWhatIsReachedAnywayIsNotFollowed() throws Exception {
        Path file = tree.file("x/a.las");
        tree.link("again.las", file);
        tree.link("folder", file.getParent());
        tree.link("x/loop", tree.root());
        tree.link("x/self", tree.root().resolve("x"));
        assertThat(walk()).containsExactly("x/a.las");
    }

    @Test
    void aLinkToWhatIsHiddenIsFollowedAndTakenOnce() throws Exception {
        Path version = tree.file(".versions/7/a.las").getParent();
        tree.link("..data", version);
        tree.link("a.las", Path.of("..data/a.las"));
        tree.link("b.las", Path.of("..data/a.las"));
        assertThat(walk()).hasSize(1).isSubsetOf("a.las", "b.las");
    }

    @Test
    void linkedDirectoriesThatOverlapAreTakenOnceAndLoopsEnd() throws Exception {
        tree.file(".store/x/a.las");
        tree.file(".store/b.las");
        tree.link("one", tree.root().resolve(".store"));
        tree.link("two", tree.root().resolve(".store/x"));
        tree.link(".store/x/loop", tree.root().resolve(".store"));
        tree.link("three.las", tree.root().resolve(".store/b.las"));
        List<String> found = walk();
        assertThat(found.stream().map(name -> Path.of(name).getFileName().toString()))
                .hasSize(2);
        assertThat(heard.errors).isEmpty();
    }

    @Test
    void aLinkThatLeadsNowhereIsAnErrorWhenItsNameIsIncluded() throws Exception {
        tree.link("gone.las", tree.root().resolve("nothing"));
        tree.link("gone.txt", tree.root().resolve("nothing"));
        tree.link("circle.las", tree.root().resolve("circle.las"));
        tree.file("a.las");
        assertThat(walk()).containsExactly("a.las");
        assertThat(heard.errors).hasSize(2).allMatch(error -> error.endsWith(".las"));
    }

    @Test
    void aFileBelongsToTheInnermostSource() throws Exception {
        tree.file("a.las");
        tree.file("inner/b.las");
        assertThat(walk(Set.of(tree.root().resolve("inner")), tree.root())).containsExactly("a.las");
        assertThat(walk(Set.of(tree.root()), tree.root().resolve("inner"))).containsExactly("inner/b.las");
    }

    @Test
    void theRootMayBeALink() throws Exception {
        tree.file("a.las");
        tree.file("inner/b.las");
        tree.link("c.las", tree.root().resolve("a.las"));
        Path link = Files.createSymbolicLink(directory.toRealPath().resolve("link"), tree.root());
        assertThat(walk(Set.of(tree.root().resolve("inner")), link))
                .containsExactly(link.resolve("a.las").toString());
    }

    @Test
    void anUnreadableDirectoryIsAnErrorAndTheRestIsFound() throws Exception {
        tree.file("a.las");
        tree.file("locked/b.las");
        Path locked = tree.root().resolve("locked");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        try {
            assumeFalse(Files.isReadable(locked), "skipped: this user (root) may read everything");
            assertThat(walk()).containsExactly("a.las");
            assertThat(heard.errors).containsExactly(locked.toString());
        } finally {
            Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aDirectoryThatVanishesInTheMiddleIsAnErrorAndTheRestIsFound() throws Exception {
        tree.file("a.las");
        Path vanishing = Files.createDirectory(tree.root().resolve("vanishing"));
        heard.atFirstFile = () -> Files.delete(vanishing);
        assertThat(walk()).containsExactly("a.las");
        assertThat(heard.errors).containsExactly(vanishing.toString());
    }

    @Test
    void aNameThatIsNoTextIsAnErrorThatTellsItsBytes() throws Exception {
        tree.file("a.las");
        Files.writeString(Path.of(URI.create(tree.root().toUri() + "bad%FF%FE.las")), "x");
        assertThat(walk()).containsExactly("a.las");
        assertThat(heard.errors).containsExactly(tree.root() + "/bad%FF%FE.las");
    }

    @Test
    void strangeNamesAreFoundAsTheyAre() throws Exception {
        List<String> names = StrangeNames.all();
        for (String name : names) {
            try {
                tree.file(name + "/" + name + ".las");
            } catch (InvalidPathException e) {
                assumeFalse(true, "skipped: this JVM cannot write '" + name + "' (sun.jnu.encoding)");
            }
        }
        assertThat(walk())
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(name -> name + "/" + name + ".las").toList());
        assertThat(heard.errors).isEmpty();
    }

    @Test
    void nothingButIgnoredNamesIsNothing() throws Exception {
        tree.file("lost+found/a.las");
        assertThat(walkOf(tree.root(), Set.of()).findsNothing()).isTrue();
        tree.file("readme.txt");
        assertThat(walkOf(tree.root(), Set.of()).findsNothing()).isFalse();
    }

    @Test
    void aRootThatIsAFileIsRefused() throws Exception {
        Path file = tree.file("a.las");
        assertThatThrownBy(() -> walkOf(file, Set.of())).isInstanceOf(NotDirectoryException.class);
    }

    private List<String> walk(String... exclude) throws Exception {
        Source source = Source.of(ScanPipeline.source(tree.root(), exclude));
        new SourceWalk(source, Set.of(), heard).findsNothing();
        return heard.names(tree.root());
    }

    private List<String> walk(Set<Path> others, Path root) throws Exception {
        heard.files.clear();
        walkOf(root, others).findsNothing();
        return heard.names(tree.root());
    }

    private SourceWalk walkOf(Path root, Set<Path> others) throws IOException {
        return new SourceWalk(Source.of(ScanPipeline.source(root)), others, heard);
    }

    /** Remembers what a walk came upon. */
    private static final class Heard implements WalkListener {
        private final List<Path> files = new ArrayList<>();
        private final List<String> errors = new ArrayList<>();
        private int ignored;
        private Act atFirstFile = () -> {};

        private interface Act {
            void run() throws IOException;
        }

        List<String> names(Path root) {
            TreeSet<String> names = new TreeSet<>();
            files.forEach(file -> names.add((file.startsWith(root) ? root.relativize(file) : file).toString()));
            assertThat(names).hasSameSizeAs(files);
            return List.copyOf(names);
        }

        @Override
        public void found(SourceFile file) {
            try {
                atFirstFile.run();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            files.add(file.path());
        }

        @Override
        public void ignored() {
            ignored++;
        }

        @Override
        public void unreadable(Path path, IOException cause) {
            errors.add(path.toString());
        }

        @Override
        public void unrepresentable(Path path) {
            errors.add(PrintablePath.of(path));
        }
    }
}
