package dev.caravan.stage.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.caravan.archive.Compression;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Labels;
import dev.caravan.dataset.Roster;
import dev.caravan.dataset.SourceFile;
import dev.caravan.history.History;
import dev.caravan.job.RedisLink;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.stage.archive.CompletedSettings.Duplicates;
import dev.caravan.stage.archive.CompletedSettings.Structure;
import dev.caravan.support.ARun;
import dev.caravan.support.RealRedis;
import dev.caravan.workspace.Trees;
import dev.caravan.workspace.Workspace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RealRedis.class)
class CompletionTest {
    private static final String STAMP = "\\d{8}T\\d{6}Z";

    @TempDir
    private Path directory;

    private final PublicationStore store = new PublicationStore(RealRedis.template());
    private final ARun run = new ARun();
    private Path root;
    private Path file;

    @BeforeEach
    void aSource() throws IOException {
        root = Files.createDirectories(directory.resolve("in"));
        file = Files.writeString(Files.createDirectory(root.resolve("sub")).resolve("file"), "content");
    }

    @Test
    void flattened() throws IOException {
        Path place = moved("completed", Structure.FLATTEN, Duplicates.TIMESTAMP);

        assertThat(place).isEqualTo(root.resolve("completed/file")).hasContent("content");
        assertThat(file).doesNotExist();
    }

    @Test
    void withItsDirectories() throws IOException {
        assertThat(moved("completed", Structure.PRESERVE, Duplicates.TIMESTAMP))
                .isEqualTo(root.resolve("completed/sub/file"))
                .hasContent("content");
    }

    @Test
    void theTimeInFrontOfANameThatIsTaken() throws IOException {
        taken();

        Path place = moved("completed", Structure.FLATTEN, Duplicates.TIMESTAMP);

        assertThat(place.getFileName().toString()).matches(STAMP + "-file");
        assertThat(place).hasContent("content");
        assertThat(root.resolve("completed/file")).hasContent("taken");
    }

    @Test
    void aDirectoryForANameThatIsTaken() throws IOException {
        taken();

        Path place = moved("completed", Structure.FLATTEN, Duplicates.SUBDIRECTORY);

        assertThat(root.relativize(place).toString()).matches("completed/" + STAMP + "/file");
        assertThat(place).hasContent("content");
    }

    @Test
    void aNameThatIsTakenMayBeAnErrorWhichFailsNothing() throws IOException {
        taken();
        Backup backup = backup(file);

        Backup after =
                completion("completed", Structure.FLATTEN, Duplicates.ERROR).move(backup, run);

        assertThat(after.completed()).isNull();
        assertThat(file).hasContent("content");
        assertThat(run.lines()).anyMatch(line -> line.contains("not moved") && line.contains("it is there already"));
        assertThat(run.notes()).containsKey("notMoved");
    }

    @Test
    void aDirectoryWithAllThatIsInIt() throws IOException {
        Files.createDirectories(root.resolve("sub/empty"));
        Backup backup = backup(root.resolve("sub"));

        Backup after =
                completion("completed", Structure.FLATTEN, Duplicates.ERROR).move(backup, run);

        assertThat(after.completed()).isEqualTo(root.resolve("completed/sub").toString());
        assertThat(root.resolve("completed/sub/empty")).isDirectory();
        assertThat(root.resolve("completed/sub/file")).hasContent("content");
        assertThat(root.resolve("sub")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub/file", "sub"})
    void toAnotherFileSystem(String source) throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeThat(memory).isWritable();
        assumeThat(Files.getFileStore(memory)).isNotEqualTo(Files.getFileStore(root));
        Path completed = Files.createTempDirectory(memory, "caravan-completed");
        try {
            Instant modified = Files.getLastModifiedTime(file).toInstant();
            Backup backup = backup(root.resolve(source));

            completion(completed.toString(), Structure.FLATTEN, Duplicates.ERROR)
                    .move(backup, run);

            Path moved = completed.resolve(source.equals("sub") ? "sub/file" : "file");
            assertThat(moved).hasContent("content");
            assertThat(Files.getLastModifiedTime(moved).toInstant().toEpochMilli())
                    .isEqualTo(modified.toEpochMilli());
            assertThat(root.resolve(source)).doesNotExist();
            assertThat(completed)
                    .isDirectoryNotContaining(
                            path -> path.getFileName().toString().startsWith("."));
        } finally {
            Trees.delete(completed);
        }
    }

    @Test
    void aSourceThatHasChangedSinceStays() throws IOException {
        Backup backup = backup(file);
        Files.writeString(file, "newer content");

        completion("completed", Structure.FLATTEN, Duplicates.TIMESTAMP).move(backup, run);

        assertThat(file).hasContent("newer content");
        assertThat(run.lines()).anyMatch(line -> line.contains("has changed since it was archived"));
        assertThat(root.resolve("completed")).doesNotExist();
    }

    @Test
    void anAttemptThatWasKilledAfterTheMoveFindsWhatItDid() throws IOException {
        Backup backup = backup(file);
        Completion completion = completion("completed", Structure.FLATTEN, Duplicates.TIMESTAMP);
        String first = completion.move(backup, run).completed();

        assertThat(completion.move(backup, run).completed()).isEqualTo(first);
    }

    @Test
    void aPlaceThatCannotBeWrittenToFailsNothing() throws IOException {
        Files.writeString(root.resolve("completed"), "a file in the way");

        Backup after =
                completion("completed", Structure.FLATTEN, Duplicates.TIMESTAMP).move(backup(file), run);

        assertThat(after.completed()).isNull();
        assertThat(file).hasContent("content");
    }

    @Test
    void nothingIsMovedWhenThereIsNoDirectory() throws IOException {
        Backup backup = backup(file);

        assertThat(completion("", Structure.FLATTEN, Duplicates.TIMESTAMP).move(backup, run))
                .isEqualTo(backup);
        assertThat(file).hasContent("content");
    }

    private Path moved(String completed, Structure structure, Duplicates duplicates) throws IOException {
        return Path.of(completion(completed, structure, duplicates)
                .move(backup(file), run)
                .completed());
    }

    private void taken() throws IOException {
        Files.writeString(Files.createDirectory(root.resolve("completed")).resolve("file"), "taken");
    }

    private Backup backup(Path source) throws IOException {
        String key = root.relativize(source).toString();
        Dataset dataset = Files.isDirectory(source)
                ? Roster.ofDirectory(key, root, source, List.of(SourceFile.read(file)), List.of())
                        .dataset(Labels.NONE)
                : Dataset.found(key, root, SourceFile.read(source));
        ArchiveSettings settings = settings("", Structure.FLATTEN, Duplicates.ERROR);
        Backup prepared = new Archiver(
                        settings, new ArchiveScratch(new Workspace(directory.resolve("data"))), Clock.systemUTC())
                .prepare(new Backups(settings).begin(dataset), run);
        store.put(
                key,
                new Publication(
                        "here",
                        Layout.PLAIN,
                        prepared.requirePlan().version(),
                        key + "/",
                        URI.create("http://there/" + key + ".tar.gz"),
                        null,
                        2,
                        10,
                        Instant.now(),
                        run.id(),
                        null));
        return prepared;
    }

    private Completion completion(String completed, Structure structure, Duplicates duplicates) {
        PublishSettings publish = RealS3.settings(ATarget.named("here").build());
        return new Completion(
                RealRedis.template(),
                store,
                new ArchiveTargets(publish),
                settings(completed, structure, duplicates),
                new ArchiveHistory(new History(RealRedis.template(), new RedisLink())));
    }

    private static ArchiveSettings settings(String completed, Structure structure, Duplicates duplicates) {
        CompletedSettings where = new CompletedSettings(completed, structure, duplicates);
        return new ArchiveSettings(1, Compression.GZIP, 6, 2, false, where, "");
    }
}
