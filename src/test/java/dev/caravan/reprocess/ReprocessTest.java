package dev.caravan.reprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.DatasetFormat;
import dev.caravan.job.Batches;
import dev.caravan.job.Failure;
import dev.caravan.job.FailureKind;
import dev.caravan.job.Job;
import dev.caravan.job.JobState;
import dev.caravan.job.Lease;
import dev.caravan.job.NewJob;
import dev.caravan.job.Origin;
import dev.caravan.job.Priority;
import dev.caravan.reprocess.ReprocessRequest.Start;
import dev.caravan.stage.scan.ScanSettings;
import dev.caravan.stage.scan.SourceSettings;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import dev.caravan.support.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RealRedis.class)
class ReprocessTest {
    private static final Duration LEASE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    private final Records records = new Records(RealRedis.template());
    private SourceTree tree;
    private ReprocessPipeline service;

    @BeforeEach
    void aService() throws Exception {
        tree = new SourceTree(Files.createDirectories(directory.toRealPath().resolve("las")));
        service = service();
    }

    @AfterEach
    void end() {
        service.close();
    }

    @Test
    void aFileThatFailedIsQueuedOnceMore() throws Exception {
        Path file = failed("a.las");
        String first = records.get(file, "job");

        ReprocessResult result = service.reprocess(one(file));

        assertThat(result.items())
                .containsExactly(new ReprocessItem(
                        file.toString(), "a", "convert", "it is FAILED: broken", records.get(file, "job")));
        assertThat(result.job()).isNull();
        assertThat(records.all(file)).containsEntry("status", "QUEUED").doesNotContainKeys("reason", "failure");
        assertThat(records.get(file, "job")).isNotEqualTo(first);
        assertThat(queuedAt("convert")).isEqualTo(1);
    }

    @Test
    void whatIsPublishedIsTakenOnlyByForce() throws Exception {
        Path file = published("a.las");

        ReprocessResult gentle = service.reprocess(one(file));
        ReprocessResult forced = service.reprocess(request(new Selection.OneFile(file), Start.CONVERT, true, false));

        assertThat(gentle.items()).extracting(ReprocessItem::action).containsExactly("skip");
        assertThat(gentle.items().get(0).reason()).startsWith("it is published, and has not changed since");
        assertThat(forced.queued()).isEqualTo(1);
    }

    @Test
    void whatIsOnItsWayIsLeftEvenByForceAndSaysItsJob() throws Exception {
        Path file = tree.file("a.las");
        service.scan();

        ReprocessResult result = service.reprocess(request(new Selection.OneFile(file), Start.CONVERT, true, false));

        assertThat(result.items().get(0).reason())
                .isEqualTo("it is on its way: QUEUED, job " + records.get(file, "job"));
        assertThat(queuedAt("convert")).isEqualTo(1);
    }

    @Test
    void aFileThatNoScanHasSeenIsTaken() throws Exception {
        assertThat(service.reprocess(one(tree.file("a.las"))).items())
                .extracting(ReprocessItem::action, ReprocessItem::reason)
                .containsExactly(tuple("convert", "it was never published"));
    }

    @Test
    void whatAScanWouldNotTakeIsLeftForThatReason() throws Exception {
        assertThat(service.reprocess(one(tree.file("a.txt"))).items().get(0).reason())
                .contains("caravan.scan.sources[0].include");
        assertThat(service.reprocess(one(tree.root().resolve("none.las")))
                        .items()
                        .get(0)
                        .reason())
                .endsWith("does not exist");
    }

    @Test
    void fromPublishTheOctreeOnDiskIsUsed() throws Exception {
        Path file = published("a.las");
        anOctree(file, records.get(file, "job"));

        ReprocessResult result = service.reprocess(request(new Selection.OneFile(file), Start.PUBLISH, true, false));

        assertThat(result.items()).extracting(ReprocessItem::action).containsExactly("publish");
        assertThat(queuedAt("convert")).isZero();
        Job job = service.queue.get(records.get(file, "job")).orElseThrow();
        assertThat(job.stage()).isEqualTo("publish");
        Dataset dataset = new DatasetFormat().fromJson(job.payload());
        assertThat(dataset.requireOctree().points()).isEqualTo(7);
        assertThat(dataset.requireOctree().provenAt()).isNotNull();
    }

    @Test
    void fromPublishAgainAfterItWasPublishedOnceMore() throws Exception {
        Path file = published("a.las");
        anOctree(file, records.get(file, "job"));
        service.reprocess(request(new Selection.OneFile(file), Start.PUBLISH, true, false));
        records.reach(file, "COMPLETED");
        assertThat(service.reprocess(request(new Selection.OneFile(file), Start.PUBLISH, true, false))
                        .queued())
                .isEqualTo(1);
    }

    @Test
    void fromPublishNothingIsTakenWithoutTheOctreeOfThisVersion() throws Exception {
        Path file = published("a.las");
        assertThat(publishReason(file)).isEqualTo("no octree of it was ever proven; use from=convert");

        anOctree(file, records.get(file, "job"));
        Files.delete(octree().resolve("octree.bin"));
        assertThat(publishReason(file)).contains("is not, or not any more, in " + octree());

        anOctree(file, records.get(file, "job"));
        Files.writeString(octree().resolve(".job"), "another");
        assertThat(publishReason(file)).contains("is not, or not any more, in " + octree());

        anOctree(file, records.get(file, "job"));
        SourceTree.touch(file);
        assertThat(publishReason(file)).isEqualTo("there is no octree of this version yet; use from=convert");

        service.scan();
        park("the new version is broken");
        assertThat(publishReason(file)).contains("is not known to be of this version");
    }

    @Test
    void aDryRunListsWhatWouldHappenAndChangesNothing() throws Exception {
        Path failed = failed("a.las");
        published("b.las");
        Map<String, String> before = records.all(failed);

        ReprocessResult result = service.reprocess(request(pattern("**/*.las"), Start.CONVERT, false, true));

        assertThat(result.items())
                .extracting(ReprocessItem::dataset, ReprocessItem::action)
                .containsExactlyInAnyOrder(tuple("a", "convert"), tuple("b", "skip"));
        assertThat(List.of(result.total(), result.queued(), result.skipped())).containsExactly(2L, 1L, 1L);
        assertThat(records.all(failed)).isEqualTo(before);
        assertThat(RealRedis.template().opsForZSet().zCard("batches:open")).isZero();
    }

    @Test
    void aPatternTakesItsFilesAsABatchForTheUserWhoAsked() throws Exception {
        for (String name : List.of("x/a.las", "x/b.las", "y/c.las")) {
            failed(name);
        }
        ReprocessRequest request =
                new ReprocessRequest(pattern("x/**"), Start.CONVERT, false, false, "ann", "dykes", Priority.HIGH);

        ReprocessResult result = service.reprocess(request);

        assertThat(result.queued()).isEqualTo(2);
        Job batch = service.queue.get(Objects.requireNonNull(result.job())).orElseThrow();
        assertThat(batch.state()).isEqualTo(JobState.QUEUED);
        assertThat(Objects.requireNonNull(batch.children()).total()).isEqualTo(2);
        assertThat(result.items()).allSatisfy(item -> {
            Job child = service.queue.get(Objects.requireNonNull(item.job())).orElseThrow();
            assertThat(child.origin()).isEqualTo(new Origin("ann", "dykes", batch.id()));
            assertThat(child.priority()).isEqualTo(Priority.HIGH);
        });
        assertThat(records.get(tree.root().resolve("x/a.las"), "user")).isEqualTo("ann");
    }

    @Test
    void allThatFailedAndWhoseRefusalIsGoneAreTaken() throws Exception {
        Path owner = published("a.las");
        Path refused = tree.file("a.laz");
        failed("b.las");
        service.scan();
        assertThat(records.get(refused, "status")).isEqualTo("REFUSED");
        assertThat(failedOnes())
                .extracting(ReprocessItem::dataset, ReprocessItem::action)
                .containsExactly(tuple("a", "skip"), tuple("b", "convert"));

        Files.delete(owner);

        assertThat(failedOnes())
                .extracting(ReprocessItem::dataset, ReprocessItem::action)
                .containsExactly(tuple("a", "convert"));
    }

    @Test
    void thousandsAreTakenAndTheAnswerHoldsTheFirst() throws Exception {
        for (int i = 0; i < 1100; i++) {
            Path file = tree.file("%04d.las".formatted(i));
            records.set(file, "status", "FAILED");
            records.set(file, "size", "4");
            records.set(file, "modified", "1706933106789012345");
            records.set(file, "timestamp_file", "1706933106");
        }
        ReprocessResult result = service.reprocess(request(new Selection.AllFailed(), Start.CONVERT, false, false));
        assertThat(result.total()).isEqualTo(1100);
        assertThat(result.queued()).isEqualTo(1100);
        assertThat(result.items()).hasSize(1000);
        assertThat(queuedAt("convert")).isEqualTo(1100);
    }

    @Test
    void twoRequestsAndAScanAtTheSameTimeTakeEachFileOnce() throws Exception {
        for (int i = 0; i < 200; i++) {
            Path file = tree.file("%03d.las".formatted(i));
            if (i % 2 == 0) {
                records.set(file, "status", "FAILED");
                records.set(file, "size", "4");
                records.set(file, "modified", "1706933106789012345");
                records.set(file, "timestamp_file", "1706933106");
            }
        }
        try (ReprocessPipeline other = service()) {
            CyclicBarrier start = new CyclicBarrier(3);
            ExecutorService threads = Executors.newFixedThreadPool(3);
            ReprocessRequest all = request(pattern("**/*.las"), Start.CONVERT, true, false);
            Callable<Long> mine = () -> {
                start.await();
                return service.reprocess(all).queued();
            };
            Callable<Long> others = () -> {
                start.await();
                return other.reprocess(all).queued();
            };
            Callable<Long> scan = () -> {
                start.await();
                return other.scan().claimed();
            };
            long taken = 0;
            for (Future<Long> part : threads.invokeAll(List.of(mine, others, scan))) {
                taken += part.get();
            }
            threads.shutdown();
            assertThat(taken).isEqualTo(200);
            assertThat(queuedAt("convert")).isEqualTo(200);
        }
    }

    @Test
    void aBatchWhoseFillerHasDiedIsSealedByAnother() {
        Batches batches = new Batches(RealRedis.template(), service.queue);
        NewJob batch = NewJob.batch("reprocess x", Origin.NONE, Priority.NORMAL);
        batches.open(batch);

        new ForsakenBatches(batches).seal();
        assertThat(service.queue.get(batch.id()).orElseThrow().state()).isEqualTo(JobState.PENDING);
        new ForsakenBatches(batches, Duration.ofSeconds(-1)).seal();

        assertThat(service.queue.get(batch.id()).orElseThrow().state()).isEqualTo(JobState.COMPLETED);
        assertThat(RealRedis.template().opsForZSet().zCard("batches:open")).isZero();
    }

    private List<ReprocessItem> failedOnes() {
        return service.reprocess(request(new Selection.AllFailed(), Start.CONVERT, false, false))
                .items();
    }

    private String publishReason(Path file) {
        ReprocessResult result = service.reprocess(request(new Selection.OneFile(file), Start.PUBLISH, true, false));
        assertThat(result.queued()).isZero();
        return result.items().get(0).reason();
    }

    private Selection pattern(String glob) {
        return new Selection.Matching(glob, service.rules.pattern(glob));
    }

    private static ReprocessRequest one(Path file) {
        return request(new Selection.OneFile(file), Start.CONVERT, false, false);
    }

    private static ReprocessRequest request(Selection selection, Start start, boolean force, boolean dryRun) {
        return new ReprocessRequest(selection, start, force, dryRun, null, null, null);
    }

    private ReprocessPipeline service() throws Exception {
        ScanSettings settings = new ScanSettings(
                "0 0 0 1 1 ? 2099",
                true,
                false,
                Duration.ZERO,
                List.of(SourceSettings.of(tree.root().toString(), List.of("**/*.las", "**/*.laz"), List.of())));
        return new ReprocessPipeline(RealRedis.template(), settings, directory.resolve("data"));
    }

    private Path failed(String name) throws Exception {
        Path file = tree.file(name);
        service.scan();
        park("broken");
        return file;
    }

    private void park(String reason) {
        Lease lease = service.queue.claim("convert", "worker", LEASE).orElseThrow();
        service.queue.park(lease, new Failure(FailureKind.BAD_INPUT, reason, ""));
    }

    private Path published(String name) throws Exception {
        Path file = tree.file(name);
        service.scan();
        service.queue.complete(service.queue.claim("convert", "worker", LEASE).orElseThrow());
        records.set(file, "timestamp_s3", "1700000000");
        return file;
    }

    /** As `verify` leaves it. */
    private void anOctree(Path file, String job) throws Exception {
        Files.createDirectories(octree());
        for (String name : List.of("metadata.json", "hierarchy.bin", "octree.bin", ".job")) {
            Files.writeString(octree().resolve(name), job);
        }
        records.set(file, "octreepath", octree().toString());
        records.set(file, "timestamp_octree", "1700000000");
        records.set(file, "points", "7");
        records.set(file, "octree_job", job);
    }

    private Path octree() {
        return directory.resolve("data/octrees/a.octree");
    }

    private static long queuedAt(String stage) {
        Long count = RealRedis.template().opsForZSet().zCard("queue:" + stage);
        return count == null ? 0 : count;
    }
}
