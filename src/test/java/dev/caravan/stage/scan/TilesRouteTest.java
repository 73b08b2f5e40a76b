package dev.caravan.stage.scan;

import static dev.caravan.stage.scan.ScanPipeline.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.dataset.Unit;
import dev.caravan.file.DatasetRecord;
import dev.caravan.file.FileStatus;
import dev.caravan.file.FileStore;
import dev.caravan.stage.claim.ClaimSettings;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import dev.caravan.support.SourceTree;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The routes `scan` and `claim` as they are delivered, over sources whose datasets are of many files. */
@ExtendWith(RealRedis.class)
class TilesRouteTest {
    private static final ClaimSettings CLAIM = new ClaimSettings(false, Duration.ofSeconds(10));

    @TempDir
    Path directory;

    private final Records records = new Records(RealRedis.template());
    private final FileStore store = new FileStore(RealRedis.template());
    private final List<ScanPipeline> pipelines = new ArrayList<>();
    private SourceTree tree;

    @BeforeEach
    void aRoot() throws Exception {
        tree = new SourceTree(Files.createDirectory(directory.toRealPath().resolve("root")));
    }

    @AfterEach
    void stop() {
        pipelines.forEach(ScanPipeline::close);
    }

    @Test
    void eachDirectoryWithMatchingFilesIsOneDataset() throws Exception {
        tree.file("top.las");
        tree.file("north/2.laz");
        tree.file("north/1.las");
        tree.file("north/readme.txt");
        tree.file("north/deep/3.las");
        tree.file("empty/readme.txt");
        ScanPipeline pipeline = over(Tiles.directories(tree.root()));

        ScanResult result = pipeline.scan();

        assertThat(result.seen()).isEqualTo(3);
        assertThat(result.claimed()).isEqualTo(3);
        assertThat(pipeline.queuedKeys()).containsExactly("north", "north/deep", "root");
        Dataset north = dataset(pipeline, "north");
        assertThat(north.sources())
                .extracting(SourceFile::path)
                .containsExactly(tree.root().resolve("north/1.las"), tree.root().resolve("north/2.laz"));
        assertThat(north.title()).isEqualTo(tree.root().resolve("north") + " (2 files)");
        assertThat(store.members("north"))
                .containsExactly(tree.root().resolve("north/1.las"), tree.root().resolve("north/2.laz"));
        assertThat(store.datasetAt(tree.root().resolve("north"))).contains(record("north"));
        assertThat(records.all(tree.root().resolve("north/1.las")))
                .containsEntry("dataset", "north")
                .containsEntry("key", "north")
                .containsEntry("status", "CLAIMED")
                .containsEntry("job", record("north").job());
    }

    @Test
    void eachManifestIsOneDatasetAndNoInputOfItself() throws Exception {
        tree.file("tiles/1.las");
        tree.file("tiles/2.las");
        tree.file("north.metacloud", "POINTS_FILES\ntiles/1.las\n", SourceTree.LONG_AGO);
        Path list = tree.file("south.tiles", "tiles/2*.las\n", SourceTree.LONG_AGO);
        ScanPipeline pipeline = over(Tiles.manifests(tree.root()));

        assertThat(pipeline.scan().claimed()).isEqualTo(2);

        assertThat(pipeline.queuedKeys()).containsExactly("north", "south");
        assertThat(dataset(pipeline, "south").sources())
                .extracting(SourceFile::path)
                .containsExactly(tree.root().resolve("tiles/2.las"));
        assertThat(records.all(list)).containsEntry("dataset", "south").containsEntry("status", "CLAIMED");
        assertThat(record("south").unit()).isEqualTo(Unit.MANIFEST);
        assertThat(record("south").target()).isEqualTo(list);
        assertThat(store.members("south")).containsExactly(tree.root().resolve("tiles/2.las"));
    }

    @Test
    void aChangedAddedOrRemovedFileMakesANewVersionAndNothingElseDoes() throws Exception {
        Path one = tree.file("a/1.las");
        Path two = tree.file("a/2.las");
        ScanPipeline pipeline = over(Tiles.directories(tree.root()));
        scanAndComplete(pipeline);
        assertThat(pipeline.scan().unchanged()).isEqualTo(1);

        SourceTree.touch(two);
        assertThat(scanAndComplete(pipeline).claimed()).as("changed").isEqualTo(1);
        Path three = tree.file("a/3.las");
        assertThat(scanAndComplete(pipeline).claimed()).as("added").isEqualTo(1);
        Files.delete(one);
        assertThat(scanAndComplete(pipeline).claimed()).as("removed").isEqualTo(1);

        assertThat(pipeline.scan().unchanged()).isEqualTo(1);
        assertThat(store.members("a")).containsExactly(two, three);
        assertThat(store.find(one)).hasValueSatisfying(record -> {
            assertThat(record.removedFrom()).isEqualTo("a");
            assertThat(record.removedAt()).isNotNull();
            assertThat(record.dataset()).isNull();
        });
        tree.file("a/1.las");
        assertThat(scanAndComplete(pipeline).claimed()).as("put back").isEqualTo(1);
        assertThat(store.find(one)).hasValueSatisfying(record -> {
            assertThat(record.removedFrom()).isNull();
            assertThat(record.dataset()).isEqualTo("a");
        });
    }

    @Test
    void aChangedManifestMakesANewVersion() throws Exception {
        tree.file("1.las");
        tree.file("a.tiles", "1.las\n", SourceTree.LONG_AGO);
        ScanPipeline pipeline = over(Tiles.manifests(tree.root()));
        scanAndComplete(pipeline);

        tree.file("a.tiles", "# all\n1.las\n", SourceTree.LONG_AGO);

        assertThat(pipeline.scan().claimed()).isEqualTo(1);
    }

    @Test
    void aVersionThatChangesWhileAnOlderOneIsInTheQueueWaits() throws Exception {
        tree.file("a/1.las");
        ScanPipeline pipeline = over(Tiles.directories(tree.root()));
        pipeline.scan();
        reach(pipeline, "RUNNING");
        tree.file("a/2.las");

        assertThat(pipeline.scan().waiting()).isEqualTo(1);
        reach(pipeline, "COMPLETED");
        assertThat(pipeline.scan().claimed()).isEqualTo(1);
    }

    @Test
    void anIncompleteDatasetWaitsAndItsRecordsSayWhatFor() throws Exception {
        Path one = tree.file("a/1.las");
        ScanPipeline pipeline = over(Tiles.source(tree.root(), Unit.DIRECTORY, Tiles.count(2)));

        assertThat(pipeline.scan().waiting()).isEqualTo(1);

        assertThat(pipeline.agenda.next()).as("looked at again").isNotNull();
        assertThat(record("a").waitingReason()).isEqualTo("1 of 2 files are there");
        assertThat(record("a").lookedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(record("a").status()).isNull();
        assertThat(store.find(one)).hasValueSatisfying(record -> {
            assertThat(record.dataset()).isEqualTo("a");
            assertThat(record.status()).isNull();
        });
        tree.file("a/2.las");
        assertThat(pipeline.scan().claimed()).isEqualTo(1);
        assertThat(record("a").waitingReason()).isNull();
    }

    @Test
    void aDoneFileIsWaitedForAndIsNoInput() throws Exception {
        tree.file("a/1.las");
        ScanPipeline pipeline = over(Tiles.source(tree.root(), Unit.DIRECTORY, Tiles.doneFile("done*")));
        assertThat(pipeline.scan().waiting()).isEqualTo(1);
        assertThat(record("a").waitingReason()).isEqualTo("no done* yet");

        tree.file("a/done.las");

        assertThat(pipeline.scan().claimed()).isEqualTo(1);
        assertThat(dataset(pipeline, "a").sources()).hasSize(1);
    }

    @Test
    void aDatasetThatIsBeingWrittenWaitsForTheSettleTime() throws Exception {
        tree.file("a/1.las");
        tree.file("a/2.las", "half", Instant.now());
        ScanPipeline pipeline = pipeline(settings(Duration.ofHours(1), Tiles.directories(tree.root())), CLAIM);

        assertThat(pipeline.scan().waiting()).isEqualTo(1);
        assertThat(record("a").waitingReason()).matches("2\\.las was written to \\d+ s ago");
    }

    @Test
    void aManifestThatNamesAMissingFileFailsByNameUntilTheFileIsThere() throws Exception {
        tree.file("1.las");
        Path manifest = tree.file("a.tiles", "1.las\n2.las\n", SourceTree.LONG_AGO);
        ScanPipeline pipeline = over(Tiles.manifests(tree.root()));

        ScanResult result = pipeline.scan();

        assertThat(result.failed()).isEqualTo(1);
        assertThat(result.failures()).containsExactly(manifest.toString());
        assertThat(result.errors()).isEmpty();
        String reason = "manifest '" + manifest + "': line 2: '2.las' does not exist, or no longer";
        assertThat(record("a").status()).isEqualTo(FileStatus.FAILED);
        assertThat(record("a").reason()).isEqualTo(reason);
        assertThat(records.all(manifest)).containsEntry("status", "FAILED").containsEntry("reason", reason);
        assertThat(records.all(tree.root().resolve("1.las"))).containsEntry("status", "FAILED");
        assertThat(pipeline.scan().failed()).as("still").isEqualTo(1);
        assertThat(pipeline.queued()).isEmpty();

        tree.file("2.las");
        assertThat(pipeline.scan().claimed()).isEqualTo(1);
        assertThat(record("a").reason()).isNull();
    }

    @Test
    void aDatasetThatIsNotAnnouncedYetIsNotFailedForWhatIsMissing() throws Exception {
        tree.file("a.tiles", "1.las\n", SourceTree.LONG_AGO);
        ScanPipeline pipeline = over(Tiles.source(tree.root(), Unit.MANIFEST, Tiles.doneFile("a.done")));
        assertThat(pipeline.scan().waiting()).isEqualTo(1);

        tree.file("a.done");

        assertThat(pipeline.scan().failed()).isEqualTo(1);
    }

    @Test
    void aFileThatIsMissingForAWhileDoesNotMakeANewVersion() throws Exception {
        Path one = tree.file("1.las");
        Path manifest = tree.file("a.tiles", "1.las\n", SourceTree.LONG_AGO);
        ScanPipeline pipeline = over(Tiles.manifests(tree.root()));
        scanAndComplete(pipeline);
        Files.delete(one);
        assertThat(pipeline.scan().failed()).isEqualTo(1);
        assertThat(records.get(manifest, "status")).isEqualTo("FAILED");

        tree.file("1.las");
        ScanResult result = pipeline.scan();

        assertThat(result.claimed()).isZero();
        assertThat(result.unchanged()).isEqualTo(1);
        assertThat(record("a").status()).isEqualTo(FileStatus.COMPLETED);
        assertThat(records.all(manifest)).containsEntry("status", "COMPLETED").doesNotContainKey("reason");
    }

    @Test
    void aDirectoryThatCannotBeListedToItsEndFailsByName() throws Exception {
        Path folder = Files.createDirectory(tree.root().resolve("a"));
        ScanReport report = new ScanReport(Instant.now());
        Source source = Source.of(Tiles.directories(tree.root()));
        List<Batch> batches = new ArrayList<>();
        DirectoryListener listener =
                new DirectoryListener(source, report, new RosterBatches(source, report, batches::add));

        listener.found(SourceFile.read(tree.file("a/1.las")));
        listener.notListed(folder, new AccessDeniedException(folder.toString()));
        listener.flush();

        RosterSorting sorting =
                new RosterSorting(store.rosters(), new Settling(Duration.ZERO, Clock.systemUTC()), report);
        assertThat(sorting.claimable(batches.get(0))).isEmpty();
        assertThat(record("a").status()).isEqualTo(FileStatus.FAILED);
        assertThat(record("a").reason())
                .isEqualTo("directory '" + folder + "': cannot read '" + folder + "': permission denied");
    }

    @Test
    void aMemberThatCannotBeLookedAtFailsItsDirectoryByName() throws Exception {
        tree.file("a/1.las");
        tree.link("a/2.las", Path.of("nowhere"));
        ScanPipeline pipeline = over(Tiles.directories(tree.root()));

        assertThat(pipeline.scan().failed()).isEqualTo(1);

        assertThat(record("a").reason())
                .isEqualTo("directory '%s': cannot read '%s': it does not exist, or no longer"
                        .formatted(tree.root().resolve("a"), tree.root().resolve("a/2.las")));
    }

    @Test
    void tooManyFilesAreRefusedByNumber() throws Exception {
        for (int i = 0; i <= Completeness.MOST_FILES; i++) {
            tree.file("a/" + i + ".las");
        }
        ScanPipeline pipeline = over(Tiles.directories(tree.root()));

        assertThat(pipeline.scan().failed()).isEqualTo(1);

        assertThat(record("a").reason()).endsWith("it has 10001 files; a dataset has at most 10000");
        Files.delete(tree.root().resolve("a/0.las"));
        assertThat(pipeline.scan().claimed()).isEqualTo(1);
    }

    @Test
    void aDirectoryAndAFileWithTheSameKeyAreNotBothTaken() throws Exception {
        Path other = Files.createDirectory(directory.toRealPath().resolve("other"));
        Path file = new SourceTree(other).file("a.las");
        Path tile = tree.file("a/1.las");
        ScanPipeline pipeline = over(ScanPipeline.source(other), Tiles.directories(tree.root()));

        ScanResult result = pipeline.scan();

        assertThat(result.claimed()).isEqualTo(1);
        assertThat(result.refused()).isEqualTo(1);
        assertThat(records.all(tile))
                .containsEntry("status", "REFUSED")
                .containsEntry(
                        "reason", "'" + file + "' already has the dataset key 'a'; rename or remove one of the two");
        assertThat(pipeline.scan().refused()).as("still").isEqualTo(1);
        records.reach(file, "COMPLETED");
        Files.delete(file);
        new SourceTree(other).file("b.las");
        assertThat(pipeline.scan().claimed()).as("the key is free").isEqualTo(2);
        assertThat(records.get(tile, "dataset")).isEqualTo("a");
    }

    @Test
    void aFileIsOfOneManifestOnly() throws Exception {
        Path tile = tree.file("1.las");
        Path first = tree.file("a.tiles", "1.las\n", SourceTree.LONG_AGO);
        ScanPipeline pipeline = over(Tiles.manifests(tree.root()));
        scanAndComplete(pipeline);
        Path second = tree.file("b.tiles", "1.las\n", SourceTree.LONG_AGO);

        assertThat(pipeline.scan().refused()).isEqualTo(1);

        String reason = "'%s' is a file of the dataset 'a' ('%s') already; take it out of one of the two"
                .formatted(tile, first);
        assertThat(record("b").reason()).isEqualTo(reason);
        assertThat(records.all(second)).containsEntry("status", "REFUSED").containsEntry("reason", reason);
        assertThat(records.get(tile, "status")).isEqualTo("COMPLETED");
        assertThat(pipeline.scan().refused()).as("still").isEqualTo(1);
        Files.delete(first);
        assertThat(pipeline.scan().claimed()).as("the other manifest is gone").isEqualTo(1);
        assertThat(records.get(tile, "dataset")).isEqualTo("b");
        assertThat(store.members("a")).isEmpty();
    }

    @Test
    void aSourceMayChangeItsUnit() throws Exception {
        tree.file("a/1.las");
        tree.file("a/2.las");
        scanAndComplete(over(ScanPipeline.source(tree.root())));
        ScanPipeline directories = over(Tiles.directories(tree.root()));
        assertThat(scanAndComplete(directories).claimed()).as("one of two").isEqualTo(1);
        assertThat(directories.scan().unchanged()).isEqualTo(1);
        ScanPipeline files = over(ScanPipeline.source(tree.root()));

        assertThat(files.scan().claimed()).as("two of one").isEqualTo(2);

        assertThat(records.all(tree.root().resolve("a/1.las")))
                .containsEntry("key", "a/1")
                .doesNotContainKey("dataset");
        assertThat(store.members("a")).isEmpty();
    }

    @Test
    void manyDatasetsInManyBatchesAreEachTakenOnce() throws Exception {
        for (int i = 0; i < 1300; i++) {
            tree.file("folder" + i % 300 + "/" + i + ".las");
        }
        ScanPipeline pipeline = over(Tiles.directories(tree.root()));

        assertThat(pipeline.scan().claimed()).isEqualTo(300);

        assertThat(Set.copyOf(pipeline.queuedKeys())).hasSize(300);
        reach(pipeline, "COMPLETED");
        assertThat(pipeline.scan().unchanged()).isEqualTo(300);
    }

    @Test
    void withContentHashADatasetThatWasOnlyTouchedIsNotConvertedAgain() throws Exception {
        Path tile = tree.file("1.las");
        Path manifest = tree.file("a.tiles", "1.las\n", SourceTree.LONG_AGO);
        ScanPipeline pipeline = pipeline(
                settings(Duration.ZERO, Tiles.manifests(tree.root())), new ClaimSettings(true, Duration.ofSeconds(10)));
        scanAndComplete(pipeline);
        SourceTree.touch(tile);
        SourceTree.touch(manifest);
        assertThat(pipeline.scan().unchanged()).isEqualTo(1);
        assertThat(records.get(tile, "modified"))
                .isEqualTo(String.valueOf(Files.getLastModifiedTime(tile).to(TimeUnit.NANOSECONDS)));

        tree.file("1.las", "FSAL", SourceTree.LONG_AGO);
        assertThat(pipeline.scan().claimed()).isEqualTo(1);
    }

    @Test
    void aRecordThatIsNoRecordIsAnErrorThatNamesIt() throws Exception {
        tree.file("a/1.las");
        RealRedis.template().opsForValue().set("dataset:a", "a string");

        assertThat(over(Tiles.directories(tree.root())).scan().errors())
                .containsExactly("the record 'dataset:a' is not a hash; delete it, and the dataset is taken again");
    }

    private ScanResult scanAndComplete(ScanPipeline pipeline) {
        ScanResult result = pipeline.scan();
        reach(pipeline, "COMPLETED");
        return result;
    }

    /** As the queue leaves the records of all that it was given. */
    private static void reach(ScanPipeline pipeline, String status) {
        for (Dataset dataset : pipeline.queued()) {
            for (String key : dataset.recordKeys()) {
                RealRedis.template().opsForHash().put(key, "status", status);
                RealRedis.template().opsForHash().delete(key, "claimed_until");
                Object job = RealRedis.template().opsForHash().get(key, "job");
                RealRedis.template().opsForHash().put("job:" + job, "state", status);
            }
        }
    }

    private DatasetRecord record(String key) {
        return store.dataset(key).orElseThrow();
    }

    private static Dataset dataset(ScanPipeline pipeline, String key) {
        return pipeline.queued().stream()
                .filter(dataset -> dataset.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private ScanPipeline over(SourceSettings... sources) throws Exception {
        return pipeline(settings(Duration.ZERO, sources), CLAIM);
    }

    private ScanPipeline pipeline(ScanSettings scan, ClaimSettings claim) throws Exception {
        ScanPipeline pipeline = ScanPipeline.with(RealRedis.template(), scan, claim);
        pipelines.add(pipeline);
        return pipeline;
    }
}
