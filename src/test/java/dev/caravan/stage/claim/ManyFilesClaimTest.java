package dev.caravan.stage.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Labels;
import dev.caravan.dataset.Roster;
import dev.caravan.dataset.SourceFile;
import dev.caravan.file.ClaimOutcome;
import dev.caravan.file.DatasetRecord;
import dev.caravan.file.FileClaims;
import dev.caravan.file.FileStatus;
import dev.caravan.file.FileStore;
import dev.caravan.file.Noted;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import dev.caravan.support.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RealRedis.class)
class ManyFilesClaimTest {

    @TempDir
    Path directory;

    private final Records records = new Records(RealRedis.template());
    private final FileStore store = new FileStore(RealRedis.template());
    private final Claimant claimant = claimant(Duration.ofSeconds(10));
    private SourceTree tree;

    @BeforeEach
    void aDirectoryOfTwoTiles() throws IOException {
        tree = new SourceTree(directory.toRealPath());
        tree.file("a/1.las");
        tree.file("a/2.las");
    }

    @Test
    void aClaimIsWrittenIntoTheDatasetsRecordAndIntoThatOfEachMember() throws Exception {
        Dataset dataset = directory("a");

        Claim claim = claimant.claim(dataset);

        assertThat(claim.outcome()).isEqualTo(ClaimOutcome.CLAIMED);
        DatasetRecord record = store.dataset("a").orElseThrow();
        assertThat(record.status()).isEqualTo(FileStatus.CLAIMED);
        assertThat(record.job()).isEqualTo(claim.id());
        assertThat(record.members()).isEqualTo(2);
        assertThat(record.fingerprint()).isEqualTo(dataset.roster().fingerprint());
        for (SourceFile member : dataset.sources()) {
            assertThat(store.find(member.path())).hasValueSatisfying(file -> {
                assertThat(file.dataset()).isEqualTo("a");
                assertThat(file.job()).isEqualTo(claim.id());
                assertThat(file.status()).isEqualTo(FileStatus.CLAIMED);
                assertThat(file.modified()).isEqualTo(member.modified());
            });
        }
        assertThat(RealRedis.template().opsForValue().get("key:a"))
                .isEqualTo(tree.root().resolve("a").toString());
    }

    @Test
    void instancesThatRaceTakeEachVersionOnceAndWhole() throws Exception {
        List<Dataset> datasets = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            for (int tile = 0; tile < 5; tile++) {
                tree.file("d" + i + "/" + tile + ".las");
            }
            datasets.add(directory("d" + i));
        }

        assertThat(race(datasets)).hasSize(100).doesNotHaveDuplicates();

        for (Dataset dataset : datasets) {
            String job = store.dataset(dataset.key()).orElseThrow().job();
            assertThat(dataset.sources())
                    .extracting(member -> records.get(member.path(), "job"))
                    .containsOnly(job);
            reach(dataset, "COMPLETED");
        }
        assertThat(race(datasets)).isEmpty();
    }

    @Test
    void instancesThatSawDifferentVersionsDoNotBothTakeTheDataset() throws Exception {
        Dataset older = directory("a");
        tree.file("a/3.las");
        Dataset newer = directory("a");

        assertThat(race(List.of(older), List.of(newer))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUEUED", "RUNNING"})
    void nothingIsTakenWhileOneOfTheFilesIsInTheQueue(String status) throws Exception {
        Path two = tree.root().resolve("a/2.las");
        claimant.claim(Dataset.found("a/2", tree.root(), SourceFile.read(two)));
        records.reach(two, status);

        assertThat(claimant.claim(directory("a")).outcome()).isEqualTo(ClaimOutcome.BUSY);

        assertThat(records.all(tree.root().resolve("a/1.las"))).isEmpty();
        assertThat(store.dataset("a")).isEmpty();
        assertThat(RealRedis.template().hasKey("key:a")).isFalse();
    }

    @Test
    void aClaimThatDidNotComeToTheQueueRunsOut() throws Exception {
        Dataset dataset = directory("a");
        assertThat(claimant(Duration.ofSeconds(1)).claim(dataset).got()).isTrue();
        assertThat(claimant.claim(dataset).outcome()).isEqualTo(ClaimOutcome.BUSY);
        await().until(() -> claimant.claim(dataset).got());
    }

    @Test
    void aClaimThatIsGivenBackCanBeTakenAtOnce() throws Exception {
        Dataset dataset = directory("a");
        assertThat(claimant.release(dataset, claimant.claim(dataset).id())).isTrue();
        assertThat(claimant.claim(dataset).got()).isTrue();
    }

    @Test
    void aVersionThatFailedIsNotTakenAgainAndAnotherIs() throws Exception {
        Dataset dataset = directory("a");
        claimant.claim(dataset);
        reach(dataset, "FAILED");
        assertThat(claimant.claim(dataset).outcome()).isEqualTo(ClaimOutcome.UNCHANGED);
        SourceTree.touch(tree.root().resolve("a/2.las"));
        assertThat(claimant.claim(directory("a")).got()).isTrue();
    }

    @Test
    void anOctreeOfAnOlderVersionIsForgottenWithIt() throws Exception {
        Dataset dataset = directory("a");
        Claim claim = claimant.claim(dataset);
        RealRedis.template().opsForHash().put("dataset:a", "octree_job", claim.id());
        reach(dataset, "FAILED");
        tree.file("a/3.las");

        assertThat(claimant.claim(directory("a")).got()).isTrue();

        assertThat(RealRedis.template().opsForHash().hasKey("dataset:a", "octree_job"))
                .isFalse();
    }

    @Test
    void whatIsInTheQueueIsNotMarkedAsFailed() throws Exception {
        Dataset dataset = directory("a");
        claimant.claim(dataset);
        reach(dataset, "RUNNING");

        Noted noted = store.rosters().failed(dataset.roster().with(List.of("cannot read it")), "cannot read it");

        assertThat(noted).isEqualTo(Noted.BUSY);
        assertThat(store.dataset("a").orElseThrow().status()).isEqualTo(FileStatus.RUNNING);
    }

    @Test
    void whatWasRemovedSaysSoAndKeepsWhatWasPublishedOfIt() throws Exception {
        Path one = tree.root().resolve("a/1.las");
        Dataset dataset = directory("a");
        claimant.claim(dataset);
        reach(dataset, "COMPLETED");
        records.set(one, "url", "http://s3/a/metadata.json");
        Files.delete(one);

        assertThat(claimant.claim(directory("a")).got()).isTrue();

        assertThat(records.all(one))
                .containsEntry("removed_from", "a")
                .containsKey("removed_at")
                .containsEntry("status", "COMPLETED")
                .containsEntry("url", "http://s3/a/metadata.json")
                .doesNotContainKey("dataset");
    }

    private List<String> race(List<Dataset> datasets) throws Exception {
        return race(datasets, datasets);
    }

    /** What two instances claim at the same time, by key. */
    private List<String> race(List<Dataset> first, List<Dataset> second) throws Exception {
        ExecutorService instances = Executors.newFixedThreadPool(2);
        CyclicBarrier start = new CyclicBarrier(2);
        try {
            List<String> claimed = new ArrayList<>();
            for (Future<List<String>> part :
                    instances.invokeAll(List.of(instance(first, start), instance(second, start)))) {
                claimed.addAll(part.get());
            }
            return claimed;
        } finally {
            instances.shutdownNow();
        }
    }

    private Callable<List<String>> instance(List<Dataset> datasets, CyclicBarrier start) {
        Claimant mine = claimant(Duration.ofSeconds(60));
        return () -> {
            start.await();
            return datasets.stream()
                    .filter(dataset -> mine.claim(dataset).got())
                    .map(Dataset::key)
                    .toList();
        };
    }

    private static void reach(Dataset dataset, String status) {
        for (String key : dataset.recordKeys()) {
            RealRedis.template().opsForHash().put(key, "status", status);
            Object job = RealRedis.template().opsForHash().get(key, "job");
            RealRedis.template().opsForHash().put("job:" + job, "state", status);
            RealRedis.template().opsForHash().delete(key, "claimed_until");
        }
    }

    private Dataset directory(String name) throws IOException {
        Path folder = tree.root().resolve(name);
        List<SourceFile> members = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                members.add(SourceFile.read(file));
            }
        }
        return Roster.ofDirectory(name, tree.root(), folder, members, List.of()).dataset(Labels.NONE);
    }

    private static Claimant claimant(Duration lease) {
        return new Claimant(new FileClaims(RealRedis.template()), new ClaimSettings(false, lease));
    }
}
