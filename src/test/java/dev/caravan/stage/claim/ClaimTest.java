package dev.caravan.stage.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.file.ClaimOutcome;
import dev.caravan.file.FileClaims;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import dev.caravan.support.SourceTree;
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
class ClaimTest {

    @TempDir
    Path directory;

    private final Records records = new Records(RealRedis.template());
    private final Claimant claimant = claimant(false, Duration.ofSeconds(10));
    private SourceTree tree;

    @BeforeEach
    void aSource() throws Exception {
        tree = new SourceTree(directory.toRealPath());
    }

    @Test
    void aClaimIsWrittenDownWithItsLease() throws Exception {
        Path file = tree.file("a.las");
        Claim claim = claimant.claim(dataset("a", file));
        assertThat(claim.outcome()).isEqualTo(ClaimOutcome.CLAIMED);
        assertThat(claim.id()).matches("[A-Za-z0-9-]+");
        assertThat(records.all(file))
                .containsEntry("status", "CLAIMED")
                .containsEntry("job", claim.id())
                .containsEntry("key", "a")
                .doesNotContainKey("sha256");
        assertThat(Long.parseLong(records.get(file, "claimed_until")))
                .isBetween(System.currentTimeMillis(), System.currentTimeMillis() + 11_000);
        assertThat(RealRedis.template().opsForValue().get("key:a")).isEqualTo(file.toString());
    }

    @Test
    void anOlderOctreeStaysInTheRecordUntilItIsReplacedButItsFailureDoesNot() throws Exception {
        Path file = tree.file("a.las");
        claimant.claim(dataset("a", file));
        records.reach(file, "FAILED");
        records.set(file, "reason", "it was broken");
        records.set(file, "octreepath", "/octrees/a");
        records.set(file, "timestamp_s3", "1700000000");
        SourceTree.touch(file);
        assertThat(claimant.claim(dataset("a", file)).got()).isTrue();
        assertThat(records.all(file))
                .containsEntry("octreepath", "/octrees/a")
                .containsEntry("timestamp_s3", "1700000000")
                .doesNotContainKey("reason");
    }

    @Test
    void twoInstancesThatRaceTakeEachVersionOnce() throws Exception {
        List<Dataset> datasets = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            datasets.add(dataset("tile" + i, tree.file("tile" + i + ".las")));
        }
        assertThat(race(datasets)).hasSize(300).doesNotHaveDuplicates();
        for (Dataset dataset : datasets) {
            records.reach(dataset.sources().get(0).path(), "COMPLETED");
        }
        assertThat(race(datasets)).isEmpty();
    }

    @Test
    void aClaimThatDidNotComeToTheQueueRunsOut() throws Exception {
        Dataset dataset = dataset("a", tree.file("a.las"));
        Claimant dying = claimant(false, Duration.ofSeconds(1));
        assertThat(dying.claim(dataset).got()).isTrue();
        assertThat(claimant.claim(dataset).outcome()).isEqualTo(ClaimOutcome.BUSY);
        await().until(() -> claimant.claim(dataset).got());
    }

    @Test
    void aClaimThatIsGivenBackCanBeTakenAtOnce() throws Exception {
        Dataset dataset = dataset("a", tree.file("a.las"));
        assertThat(claimant.release(dataset, claimant.claim(dataset).id())).isTrue();
        assertThat(claimant.claim(dataset).got()).isTrue();
    }

    @Test
    void onlyTheHolderCanGiveAClaimBackAndNotWhenTheQueueHasIt() throws Exception {
        Path file = tree.file("a.las");
        Dataset dataset = dataset("a", file);
        Claim claim = claimant.claim(dataset);
        assertThat(claimant.release(dataset, "another")).isFalse();
        records.reach(file, "QUEUED");
        assertThat(claimant.release(dataset, claim.id())).isFalse();
        assertThat(records.get(file, "status")).isEqualTo("QUEUED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUEUED", "RUNNING"})
    void whatIsInTheQueueIsNotTakenWhateverItsVersion(String status) throws Exception {
        Path file = tree.file("a.las");
        claimant.claim(dataset("a", file));
        records.reach(file, status);
        SourceTree.touch(file);
        assertThat(claimant.claim(dataset("a", file)).outcome()).isEqualTo(ClaimOutcome.BUSY);
    }

    @Test
    void aDatasetOfManyFilesIsTakenWholeWhenOneOfThemChanged() throws Exception {
        Path one = tree.file("1.las");
        Path two = tree.file("2.las");
        assertThat(claimant.claim(dataset("d", one, two)).got()).isTrue();
        records.reach(one, "COMPLETED");
        records.reach(two, "COMPLETED");
        assertThat(claimant.claim(dataset("d", one, two)).outcome()).isEqualTo(ClaimOutcome.UNCHANGED);
        SourceTree.touch(two);
        Claim claim = claimant.claim(dataset("d", one, two));
        assertThat(claim.got()).isTrue();
        assertThat(List.of(records.get(one, "job"), records.get(two, "job"))).containsOnly(claim.id());
    }

    @Test
    void aDatasetOfManyFilesIsNotTakenAtAllWhileOneOfThemIsBusy() throws Exception {
        Path one = tree.file("1.las");
        Path two = tree.file("2.las");
        claimant.claim(dataset("other", two));
        records.reach(two, "RUNNING");
        assertThat(claimant.claim(dataset("d", one, two)).outcome()).isEqualTo(ClaimOutcome.BUSY);
        assertThat(records.all(one)).isEmpty();
        assertThat(RealRedis.template().hasKey("key:d")).isFalse();
    }

    @Test
    void aDatasetKeepsItsKeyWhenAFileIsAddedBeforeTheFirst() throws Exception {
        Path two = tree.file("2.las");
        claimant.claim(dataset("d", two));
        records.reach(two, "COMPLETED");
        assertThat(claimant.claim(dataset("d", tree.file("1.las"), two)).got()).isTrue();
    }

    /** What two instances claim of the same datasets at the same time, by key. */
    private List<String> race(List<Dataset> datasets) throws Exception {
        ExecutorService instances = Executors.newFixedThreadPool(2);
        CyclicBarrier start = new CyclicBarrier(2);
        try {
            Callable<List<String>> instance = () -> {
                Claimant mine = claimant(false, Duration.ofSeconds(60));
                start.await();
                return datasets.stream()
                        .filter(dataset -> mine.claim(dataset).got())
                        .map(Dataset::key)
                        .toList();
            };
            List<String> claimed = new ArrayList<>();
            for (Future<List<String>> part : instances.invokeAll(List.of(instance, instance))) {
                claimed.addAll(part.get());
            }
            return claimed;
        } finally {
            instances.shutdownNow();
        }
    }

    private Dataset dataset(String key, Path... files) throws Exception {
        SourceFile[] sources = new SourceFile[files.length];
        for (int i = 0; i < files.length; i++) {
            sources[i] = SourceFile.read(files[i]);
        }
        return Dataset.found(key, tree.root(), sources);
    }

    private static Claimant claimant(boolean contentHash, Duration lease) {
        return new Claimant(new FileClaims(RealRedis.template()), new ClaimSettings(contentHash, lease));
    }
}
