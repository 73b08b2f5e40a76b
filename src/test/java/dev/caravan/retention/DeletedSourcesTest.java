package dev.caravan.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.file.DeletionMarks;
import dev.caravan.file.FileCatalog;
import dev.caravan.file.FileEntry;
import dev.caravan.file.FileFilter;
import dev.caravan.history.History;
import dev.caravan.history.HistoryQuery;
import dev.caravan.history.OperationRecord;
import dev.caravan.history.Operations;
import dev.caravan.job.RedisLink;
import dev.caravan.stage.claim.ClaimSettings;
import dev.caravan.stage.scan.ScanPipeline;
import dev.caravan.stage.scan.ScanSettings;
import dev.caravan.stage.scan.SourceRules;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import dev.caravan.support.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Real scans of a real directory, and then files that are gone. */
@ExtendWith(RealRedis.class)
class DeletedSourcesTest {
    @TempDir
    private Path directory;

    private final Records records = new Records(RealRedis.template());
    private SourceTree tree;
    private ScanPipeline scans;
    private DeletedSources deleted;

    @BeforeEach
    void start() throws Exception {
        tree = new SourceTree(Files.createDirectories(directory.toRealPath().resolve("las")));
        ScanSettings settings = ScanPipeline.settings(Duration.ZERO, ScanPipeline.source(tree.root()));
        scans = ScanPipeline.with(RealRedis.template(), settings, new ClaimSettings(false, Duration.ofSeconds(10)));
        deleted = new DeletedSources(
                new SourceRules(settings, Clock.systemUTC()),
                new DeletionMarks(RealRedis.template()),
                new Looks(RealRedis.template()),
                new DeletionNews(RealRedis.template(), new History(RealRedis.template(), new RedisLink())),
                scans.inbox,
                ARetention.standard(),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        scans.close();
    }

    @Test
    void whatIsGoneIsMarkedOnceAndWhatReturnsIsNotAnyMore() throws IOException {
        List<Path> files = completed(3);
        Path gone = files.get(1);
        Files.delete(gone);

        SourceLook look = only(deleted.look());
        SourceLook again = only(deleted.look());

        assertThat(look.known()).isEqualTo(3);
        assertThat(look.marked()).isEqualTo(1);
        assertThat(look.examples()).containsExactly(gone.toString());
        assertThat(again.marked()).isZero();
        assertThat(again.deleted()).isEqualTo(1);
        assertThat(records.get(gone, "deleted_at")).isNotNull();
        assertThat(listed(true)).containsExactly(gone.toString());
        assertThat(listed(false)).hasSize(2);
        assertThat(history(gone)).contains("source-deleted");

        tree.file("f001.las");
        assertThat(only(deleted.look()).returned()).isEqualTo(1);
        assertThat(records.get(gone, "deleted_at")).isNull();
        assertThat(history(gone)).contains("source-returned");
    }

    @Test
    void whatWasUnpublishedBecauseItWasDeletedIsTakenAgainWhenItReturns() throws IOException {
        Path file = completed(1).get(0);
        records.set(file, "deleted_at", "1");
        records.set(file, "unpublished_at", "2");
        records.set(file, "unpublished_for", "deleted");
        int before = scans.queued().size();

        deleted.look();
        scans.scan();

        assertThat(scans.queued()).hasSize(before + 1);
        assertThat(records.get(file, "unpublished_at")).isNull();
    }

    @Test
    void whatSomebodyWantedUnpublishedStaysSoWhenItReturns() throws IOException {
        Path file = completed(1).get(0);
        records.set(file, "deleted_at", "1");
        records.set(file, "unpublished_at", "2");
        records.set(file, "unpublished_for", "asked");
        int before = scans.queued().size();

        deleted.look();
        scans.scan();

        assertThat(scans.queued()).hasSize(before);
        assertThat(records.get(file, "unpublished_at")).isEqualTo("2");
    }

    @Test
    void aGreatLossMarksNothingUntilSomebodyConfirmsIt() throws IOException {
        List<Path> files = completed(20);
        for (Path file : files.subList(0, 11)) {
            Files.delete(file);
        }

        SourceLook look = only(deleted.look());

        assertThat(look.marked()).isZero();
        assertThat(look.gone()).isEqualTo(11);
        assertThat(look.withheld()).contains("more than caravan.retention.largest-loss (50 %)");
        assertThat(listed(true)).isEmpty();
        assertThat(deleted.newest())
                .singleElement()
                .extracting(SourceLook::isWithheld)
                .isEqualTo(true);

        assertThat(deleted.confirm(tree.root()).marked()).isEqualTo(11);
        assertThat(listed(true)).hasSize(11);
        assertThat(deleted.newest())
                .singleElement()
                .extracting(SourceLook::isWithheld)
                .isEqualTo(false);
    }

    @Test
    void anEmptyOrMissingSourceDirectoryMarksNothing() throws IOException {
        Path file = completed(1).get(0);
        Files.delete(file);
        assertThat(only(deleted.look()).withheld()).contains("is empty: is it mounted?");

        Files.delete(tree.root());
        assertThat(only(deleted.look()).withheld()).contains("cannot be read");
        assertThat(deleted.confirm(tree.root()).marked()).isZero();

        Files.createDirectory(tree.root());
        assertThat(deleted.confirm(tree.root()).marked()).isEqualTo(1);
    }

    @Test
    void whatIsWorkedOnIsLeft() throws IOException {
        List<Path> files = completed(2);
        records.reach(files.get(0), "RUNNING");
        Files.delete(files.get(0));

        SourceLook look = only(deleted.look());

        assertThat(look.busy()).isEqualTo(1);
        assertThat(look.marked()).isZero();
        assertThat(records.get(files.get(0), "deleted_at")).isNull();
    }

    @Test
    void whatWasMovedToWhereCompletedFilesGoIsNotDeleted() throws IOException {
        List<Path> files = completed(2);
        records.set(files.get(0), "completed_path", "/done/f000.las");
        Files.delete(files.get(0));

        assertThat(only(deleted.look()).gone()).isZero();
        assertThat(records.get(files.get(0), "deleted_at")).isNull();
    }

    @Test
    void aClaimTakesTheMarksAway() throws IOException {
        Path file = completed(1).get(0);
        records.set(file, "deleted_at", "1");
        records.set(file, "unpublished_at", "2");
        SourceTree.touch(file);

        scans.scan();

        assertThat(records.all(file)).doesNotContainKeys("deleted_at", "unpublished_at");
    }

    @Test
    void aLookFollowsEachScanThatCameToItsEnd() throws IOException {
        assertThat(deleted.isDue()).isFalse();
        completed(1);
        assertThat(deleted.isDue()).isTrue();
        deleted.look();
        assertThat(deleted.isDue()).isFalse();
    }

    @Test
    void whatALinkLeadsToMayBeAwayWithoutBeingDeleted() throws IOException {
        Path elsewhere = Files.createDirectories(directory.toRealPath().resolve("elsewhere"));
        Path link = tree.link("linked", elsewhere);
        completed(1);
        Path file = link.resolve("x.las");
        records.set(file, "timestamp_file", "1");
        records.set(file, "status", "COMPLETED");
        RealRedis.template().opsForZSet().add("files", file.toString(), 0);
        Files.delete(elsewhere);

        SourceLook look = only(deleted.look());

        assertThat(look.gone()).isZero();
        assertThat(look.unknown()).isEqualTo(1);
    }

    private List<Path> completed(int count) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(tree.file("f%03d.las".formatted(i)));
        }
        scans.scan();
        files.forEach(file -> records.reach(file, "COMPLETED"));
        return files;
    }

    private List<String> listed(boolean gone) {
        FileCatalog catalog = new FileCatalog(RealRedis.template());
        return StreamSupport.stream(catalog.all(FileFilter.ALL.deleted(gone)).spliterator(), false)
                .map(FileEntry::path)
                .toList();
    }

    private static List<String> history(Path file) {
        return new Operations(RealRedis.template(), new RedisLink())
                .stream(HistoryQuery.ALL.at(file.toString()))
                        .map(operation -> operation.record())
                        .map(OperationRecord::operationType)
                        .toList();
    }

    private static SourceLook only(List<SourceLook> looks) {
        assertThat(looks).hasSize(1);
        return looks.get(0);
    }
}
