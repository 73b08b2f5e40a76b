package dev.caravan.stage.scan;

import static dev.caravan.stage.scan.ScanPipeline.settings;
import static dev.caravan.stage.scan.ScanPipeline.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.caravan.dataset.Dataset;
import dev.caravan.stage.claim.ClaimSettings;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import dev.caravan.support.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The two routes as they are delivered, over real directories and a real Redis. */
@ExtendWith(RealRedis.class)
class ScanRouteTest {
    private static final ClaimSettings CLAIM = new ClaimSettings(false, Duration.ofSeconds(10));

    @TempDir
    Path directory;

    private final Records records = new Records(RealRedis.template());
    private SourceTree tree;
    private ScanPipeline pipeline;

    @BeforeEach
    void aPipeline() throws Exception {
        tree = new SourceTree(Files.createDirectory(directory.toRealPath().resolve("root")));
        pipeline = ScanPipeline.over(RealRedis.template(), source(tree.root()));
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void newFilesComeToTheQueueWithTheirClaim() throws Exception {
        Path tile = tree.file("north/a/TILE.LAZ");
        tree.file("top.las");
        assertCounts(pipeline.scan(), 2, 0, 0, 2, 0, 0);
        assertThat(pipeline.queuedKeys()).containsExactly("north/a/TILE", "top");
        assertThat(pipeline.queue.getExchanges())
                .extracting(exchange -> exchange.getProperty("claim"))
                .doesNotHaveDuplicates()
                .contains(records.get(tile, "job"));
    }

    @Test
    void anEmptySourceIsCountedAsNothing() {
        assertCounts(pipeline.scan(), 0, 0, 0, 0, 0, 0);
        assertThat(pipeline.scan().errors()).isEmpty();
    }

    @Test
    void eachFileIsCountedForWhatItIs() throws Exception {
        for (String status : List.of("COMPLETED", "QUEUED", "RUNNING", "FAILED", "CANCELLED", "CLAIMED")) {
            tree.file(status + ".las");
        }
        pipeline.scan();
        for (String status : List.of("COMPLETED", "QUEUED", "RUNNING", "FAILED", "CANCELLED")) {
            records.reach(tree.root().resolve(status + ".las"), status);
        }
        tree.file("NEW.las");
        tree.file(".hidden.las");
        ScanResult result = pipeline.scan();
        assertCounts(result, 7, 3, 1, 1, 2, 0);
        assertThat(result.ignored()).isEqualTo(1);
        assertThat(result.complete()).isTrue();
        assertThat(pipeline.inbox.lastResult()).contains(result);
    }

    @Test
    void aTouchedFileIsTakenAgain() throws Exception {
        Path file = aCompletedFile("a.las");
        SourceTree.touch(file);
        assertThat(pipeline.scan().claimed()).isEqualTo(1);
    }

    @Test
    void aChangedSizeIsSeenThoughTheTimeIsTheSame() throws Exception {
        aCompletedFile("a.las");
        tree.file("a.las", "LASF, and more", SourceTree.LONG_AGO);
        assertThat(pipeline.scan().claimed()).isEqualTo(1);
    }

    @Test
    void aFileThatChangesWhileItsOlderVersionIsInTheQueueWaits() throws Exception {
        Path file = aCompletedFile("a.las");
        records.reach(file, "RUNNING");
        SourceTree.touch(file);
        assertCounts(pipeline.scan(), 1, 0, 1, 0, 0, 0);
        assertThat(pipeline.agenda.next()).isNotNull();
        records.reach(file, "COMPLETED");
        assertThat(pipeline.scan().claimed()).isEqualTo(1);
        assertThat(pipeline.agenda.next()).isNull();
    }

    @Test
    void aFileThatIsBeingWrittenWaitsForTheSettleTime() throws Exception {
        Path file = tree.file("a.las", "half", Instant.now());
        try (ScanPipeline settling =
                ScanPipeline.with(RealRedis.template(), settings(Duration.ofHours(1), source(tree.root())), CLAIM)) {
            assertCounts(settling.scan(), 1, 0, 1, 0, 0, 0);
            assertThat(records.all(file)).isEmpty();
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3601)));
            assertCounts(settling.scan(), 1, 0, 0, 1, 0, 0);
        }
    }

    @Test
    void strangeNamesComeThroughAsTheyAre() throws Exception {
        assumeThat(System.getProperty("sun.jnu.encoding")).isEqualTo("UTF-8");
        for (String name : StrangeNames.all()) {
            tree.file(name + "/" + name + ".las");
        }
        assertThat(pipeline.scan().claimed()).isEqualTo(StrangeNames.all().size());
        for (Dataset dataset : pipeline.queued()) {
            Path path = dataset.sources().get(0).path();
            assertThat(records.get(path, "filepath")).isEqualTo(path.toString());
            assertThat(path).isEqualTo(tree.root().resolve(dataset.key() + ".las"));
            records.reach(path, "COMPLETED");
        }
        assertThat(pipeline.scan().unchanged()).isEqualTo(StrangeNames.all().size());
    }

    @Test
    void manyFilesInManyBatchesAreEachTakenOnce() throws Exception {
        for (int i = 0; i < 1234; i++) {
            tree.file("folder" + i % 7 + "/tile" + i + ".las");
        }
        assertCounts(pipeline.scan(), 1234, 0, 0, 1234, 0, 0);
        assertThat(pipeline.queuedKeys()).hasSize(1234).doesNotHaveDuplicates();
    }

    @Test
    void aMissingSourceIsAnErrorAndTheOthersGoOn() throws Exception {
        tree.file("a.las");
        Path missing = directory.resolve("missing");
        try (ScanPipeline two = ScanPipeline.over(RealRedis.template(), source(missing), source(tree.root()))) {
            ScanResult result = two.scan();
            assertThat(result.errors())
                    .containsExactly(
                            "source directory '" + missing + "' cannot be used: it does not exist, or no longer");
            assertThat(result.claimed()).isEqualTo(1);
            assertThat(result.complete()).isTrue();
        }
    }

    @Test
    void aSourceThatIsSuddenlyEmptyIsAnErrorAndNothingIsForgotten() throws Exception {
        Path file = aCompletedFile("a.las");
        Files.delete(file);
        assertThat(pipeline.scan().errors())
                .containsExactly("source directory '" + tree.root()
                        + "' is empty, but there are records of files in it: is it mounted?");
        assertThat(records.get(file, "status")).isEqualTo("COMPLETED");
    }

    @Test
    void twoSourcesThatAreOneDirectoryAreWalkedOnce() throws Exception {
        tree.file("a.las");
        Path link = Files.createSymbolicLink(directory.toRealPath().resolve("link"), tree.root());
        try (ScanPipeline two = ScanPipeline.over(RealRedis.template(), source(tree.root()), source(link))) {
            ScanResult result = two.scan();
            assertThat(result.claimed()).isEqualTo(1);
            assertThat(result.errors()).singleElement().asString().contains("is the same directory as");
        }
    }

    @Test
    void nestedSourcesTakeEachFileOnceByTheInnermost() throws Exception {
        tree.file("a.las");
        tree.file("inner/b.las");
        try (ScanPipeline two = ScanPipeline.over(
                RealRedis.template(), source(tree.root()), source(tree.root().resolve("inner")))) {
            assertThat(two.scan().claimed()).isEqualTo(2);
            assertThat(two.queuedKeys()).containsExactly("a", "b");
        }
    }

    @Test
    void aRecordThatIsNoRecordIsAnErrorThatNamesIt() throws Exception {
        Path file = tree.file("a.las");
        tree.file("b.las");
        RealRedis.template().opsForValue().set("file:" + file, "a string");
        ScanResult result = pipeline.scan();
        assertThat(result.errors())
                .containsExactly(
                        "the record 'file:" + file + "' is not a hash; delete it, and the file is taken again");
        assertThat(result.claimed()).isEqualTo(1);
    }

    @Test
    void whatTheQueueDoesNotAcceptIsGivenBackAndTakenByTheNextScan() throws Exception {
        Path file = tree.file("a.las");
        tree.file("b.las");
        pipeline.queue.whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("the queue is full");
        });
        ScanResult result = pipeline.scan();
        assertCounts(result, 2, 0, 1, 1, 0, 0);
        assertThat(result.errors()).singleElement().asString().contains("the queue is full");
        assertThat(pipeline.agenda.next()).isNotNull();
        assertThat(pipeline.scan().claimed()).isEqualTo(1);
        assertThat(records.get(file, "status")).isEqualTo("CLAIMED");
    }

    @Test
    void onlyOneScanRunsAtATime() throws Exception {
        tree.file("a.las");
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        pipeline.queue.whenAnyExchangeReceived(exchange -> {
            reached.countDown();
            goOn.await();
        });
        CompletableFuture<ScanResult> first = CompletableFuture.supplyAsync(pipeline::scan);
        reached.await();
        assertThatThrownBy(pipeline::scan)
                .isInstanceOf(CamelExecutionException.class)
                .hasCauseInstanceOf(ScanRunningException.class)
                .rootCause()
                .hasMessageStartingWith("a scan has been running since ");
        goOn.countDown();
        assertThat(first.get().claimed()).isEqualTo(1);
        assertThat(pipeline.scan().seen()).isEqualTo(1);
    }

    @Test
    void scanAtStartAndScanAgainBeginByThemselves() throws Exception {
        tree.file("early.las");
        Path late = tree.file("late.las", "LASF", Instant.now().plusSeconds(3600));
        ScanSettings atStart =
                new ScanSettings("0 0 0 1 1 ? 2099", true, true, Duration.ofSeconds(3), List.of(source(tree.root())));
        try (ScanPipeline service = ScanPipeline.with(RealRedis.template(), atStart, CLAIM)) {
            await().until(() -> service.inbox.lastResult().isPresent());
            assertThat(service.inbox.lastResult().orElseThrow().waiting()).isGreaterThanOrEqualTo(1);
            Files.setLastModifiedTime(late, FileTime.from(SourceTree.LONG_AGO));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> service.queuedKeys().equals(List.of("early", "late")));
        }
    }

    @Test
    void theResultIsPlainJson() throws Exception {
        tree.file("a.las");
        JsonNode json = new ObjectMapper().registerModule(new JavaTimeModule()).valueToTree(pipeline.scan());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "started",
                        "finished",
                        "seen",
                        "unchanged",
                        "waiting",
                        "claimed",
                        "failed",
                        "refused",
                        "ignored",
                        "failures",
                        "errors",
                        "errorCount",
                        "complete");
        assertThat(json.get("claimed").asLong()).isEqualTo(1);
    }

    private Path aCompletedFile(String relative) throws Exception {
        Path file = tree.file(relative);
        pipeline.scan();
        records.reach(file, "COMPLETED");
        assertCounts(pipeline.scan(), 1, 1, 0, 0, 0, 0);
        return file;
    }

    private static void assertCounts(
            ScanResult result, long seen, long unchanged, long waiting, long claimed, long failed, long refused) {
        assertThat(List.of(
                        result.seen(),
                        result.unchanged(),
                        result.waiting(),
                        result.claimed(),
                        result.failed(),
                        result.refused()))
                .as("seen, unchanged, waiting, claimed, failed, refused of " + result)
                .containsExactly(seen, unchanged, waiting, claimed, failed, refused);
    }
}
