package dev.caravan.reprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.DatasetFormat;
import dev.caravan.dataset.Unit;
import dev.caravan.job.Failure;
import dev.caravan.job.FailureKind;
import dev.caravan.job.Job;
import dev.caravan.job.Lease;
import dev.caravan.reprocess.ReprocessRequest.Start;
import dev.caravan.stage.scan.CompleteSettings;
import dev.caravan.stage.scan.ScanSettings;
import dev.caravan.stage.scan.SourceSettings;
import dev.caravan.support.RealRedis;
import dev.caravan.support.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Datasets of many files are taken once more as a whole, whichever of their paths is asked for. */
@ExtendWith(RealRedis.class)
class ReprocessManyFilesTest {
    private static final CompleteSettings ANY = new CompleteSettings(0, "", null);

    @TempDir
    private Path directory;

    private final StringRedisTemplate redis = RealRedis.template();
    private SourceTree tree;
    private ReprocessPipeline service;

    @BeforeEach
    void aService() throws Exception {
        tree = new SourceTree(directory.toRealPath().resolve("in"));
        service = service(ANY);
    }

    @AfterEach
    void end() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"d/area", "d/area/2.las", "m/map.tiles", "m/parts/2.las"})
    void byTheDirectoryTheManifestOrAMember(String asked) throws Exception {
        twoDatasets();
        service.scan();
        park("cut");
        park("cut");
        boolean manifest = asked.startsWith("m/");

        ReprocessResult result = service.reprocess(one(asked, Start.CONVERT, false));

        String key = manifest ? "map" : "area";
        assertThat(result.items())
                .containsExactly(new ReprocessItem(
                        tree.root().resolve(manifest ? "m/map.tiles" : "d/area").toString(),
                        key,
                        "convert",
                        "it is FAILED: cut",
                        record(key, "job")));
        assertThat(record(key, "status")).isEqualTo("QUEUED");
        Job job = service.queue.get(record(key, "job")).orElseThrow();
        assertThat(job.stage()).isEqualTo("convert");
        assertThat(new DatasetFormat().fromJson(job.payload()).sources()).hasSize(2);
        assertThat(queuedAt("convert")).isEqualTo(1);
    }

    @Test
    void aPatternThatMatchesManyOfItsFilesIsOneDecision() throws Exception {
        twoDatasets();
        service.scan();
        park("cut");
        park("cut");

        ReprocessResult result = service.reprocess(request(
                new Selection.Matching("area/*", service.rules.pattern("area/*")), Start.CONVERT, false, false));

        assertThat(List.of(result.total(), result.queued(), result.skipped())).containsExactly(1L, 1L, 0L);
        assertThat(result.job()).isNull();
    }

    @Test
    void severalAreABatch() throws Exception {
        twoDatasets();
        service.scan();
        park("cut");
        park("cut");

        ReprocessResult result = allFailed(false);

        assertThat(result.queued()).isEqualTo(2);
        Job batch = service.queue.get(Objects.requireNonNull(result.job())).orElseThrow();
        assertThat(Objects.requireNonNull(batch.children()).total()).isEqualTo(2);
    }

    @Test
    void whatIsPublishedIsTakenOnlyByForce() throws Exception {
        published();

        assertThat(service.reprocess(one("d/area", Start.CONVERT, false))
                        .items()
                        .get(0)
                        .reason())
                .startsWith("it is published, and has not changed since");
        assertThat(service.reprocess(one("d/area/1.las", Start.CONVERT, true)).queued())
                .isEqualTo(1);
    }

    @Test
    void whatWasOnlyTouchedIsTakenByForce() throws Exception {
        Path tile = published();
        SourceTree.touch(tile);

        assertThat(service.reprocess(one("d/area", Start.CONVERT, true)).items())
                .extracting(ReprocessItem::action, ReprocessItem::reason)
                .containsExactly(tuple("convert", "it has changed"));
        assertThat(queuedAt("convert")).isEqualTo(1);
    }

    @Test
    void whatIsOnItsWayIsLeftEvenByForceAndSaysItsJob() throws Exception {
        tree.file("d/area/1.las");
        service.scan();

        assertThat(service.reprocess(one("d/area/1.las", Start.CONVERT, true))
                        .items()
                        .get(0)
                        .reason())
                .isEqualTo("it is on its way: QUEUED, job " + record("area", "job"));
        assertThat(queuedAt("convert")).isEqualTo(1);
    }

    @Test
    void fromPublishTheOctreeOnDiskIsUsed() throws Exception {
        published();
        assertThat(service.reprocess(one("d/area", Start.PUBLISH, true))
                        .items()
                        .get(0)
                        .reason())
                .isEqualTo("no octree of it was ever proven; use from=convert");
        anOctree(record("area", "job"));

        ReprocessResult result = service.reprocess(one("d/area/1.las", Start.PUBLISH, true));

        assertThat(result.items()).extracting(ReprocessItem::action).containsExactly("publish");
        assertThat(queuedAt("convert")).isZero();
        Job job = service.queue.get(record("area", "job")).orElseThrow();
        assertThat(job.stage()).isEqualTo("publish");
        Dataset dataset = new DatasetFormat().fromJson(job.payload());
        assertThat(dataset.requireOctree().points()).isEqualTo(7);
        assertThat(dataset.requireOctree().provenAt()).isNotNull();
    }

    @Test
    void fromPublishNothingIsTakenOfAnotherVersion() throws Exception {
        Path tile = published();
        anOctree(record("area", "job"));
        SourceTree.touch(tile);

        assertThat(service.reprocess(one("d/area", Start.PUBLISH, true))
                        .items()
                        .get(0)
                        .reason())
                .isEqualTo("there is no octree of this version yet; use from=convert");
    }

    @Test
    void allThatFailedAreThoseOfTheScanTooWhichHaveNoJob() throws Exception {
        tree.file("d/ok/1.las");
        Path manifest = tree.file("m/map.tiles", "none.las\n", SourceTree.LONG_AGO);
        Path dangling = tree.link("d/gap/1.las", tree.root().resolve("d/gap/none"));
        service.scan();
        assertThat(record("map", "status")).isEqualTo("FAILED");
        assertThat(record("gap", "status")).isEqualTo("FAILED");

        ReprocessResult broken = allFailed(false);

        assertThat(broken.items())
                .extracting(ReprocessItem::path, ReprocessItem::dataset, ReprocessItem::action)
                .containsExactly(
                        tuple(dangling.getParent().toString(), "gap", "skip"),
                        tuple(manifest.toString(), "map", "skip"));
        assertThat(broken.items().get(0).reason()).contains(dangling.toString());
        assertThat(broken.items().get(1).reason()).contains("'none.las' does not exist");

        tree.file("m/none.las");
        Files.delete(dangling);
        tree.file("d/gap/1.las");

        assertThat(allFailed(true).queued()).isEqualTo(2);
        assertThat(allFailed(false).queued()).isEqualTo(2);
        assertThat(record("map", "status")).isEqualTo("QUEUED");
        assertThat(record("gap", "status")).isEqualTo("QUEUED");
    }

    @Test
    void whatIsAgainAsItWasPublishedIsTakenOnlyByForce() throws Exception {
        tree.file("m/map.tiles", "parts/1.las\nparts/2.las\n", SourceTree.LONG_AGO);
        tree.file("m/parts/1.las");
        Path tile = tree.file("m/parts/2.las");
        service.scan();
        complete();
        Files.delete(tile);
        service.scan();
        assertThat(record("map", "status")).isEqualTo("FAILED");
        tree.file("m/parts/2.las");

        assertThat(service.reprocess(one("m/map.tiles", Start.CONVERT, false))
                        .items()
                        .get(0)
                        .reason())
                .startsWith("it is again as it was published");
        assertThat(service.reprocess(one("m/map.tiles", Start.CONVERT, true)).queued())
                .isEqualTo(1);
    }

    @Test
    void whatIsNotCompleteIsLeft() throws Exception {
        service.close();
        service = service(new CompleteSettings(3, "", null));
        tree.file("d/area/1.las");

        assertThat(service.reprocess(one("d/area/1.las", Start.CONVERT, true))
                        .items()
                        .get(0)
                        .reason())
                .isEqualTo("it is not complete: 1 of 3 files are there");
    }

    @Test
    void whatIsRefusedIsLeftUntilTheOtherIsGone() throws Exception {
        tree.file("d/map/1.las");
        tree.file("d/notes.txt");
        tree.file("m/map.tiles", "parts/1.las\n", SourceTree.LONG_AGO);
        tree.file("m/parts/1.las");
        service.scan();
        complete();
        service.scan();

        assertThat(service.reprocess(one("m/map.tiles", Start.CONVERT, false))
                        .items()
                        .get(0)
                        .reason())
                .startsWith("refused: '" + tree.root().resolve("d/map") + "' already has the dataset key 'map'");

        Files.delete(tree.root().resolve("d/map/1.las"));
        Files.delete(tree.root().resolve("d/map"));
        assertThat(service.reprocess(one("m/map.tiles", Start.CONVERT, false)).queued())
                .isEqualTo(1);
    }

    @Test
    void aDirectoryWithoutFilesAndOneThatIsGoneAreLeft() throws Exception {
        Files.createDirectories(tree.root().resolve("d/empty"));

        assertThat(service.reprocess(one("d/empty", Start.CONVERT, false))
                        .items()
                        .get(0)
                        .reason())
                .endsWith("is a directory, in which a scan finds no file");
        assertThat(service.reprocess(one("d/none", Start.CONVERT, false))
                        .items()
                        .get(0)
                        .reason())
                .endsWith("does not exist");
    }

    @Test
    void aRecordThatIsGoneLeavesTheIndexAndABrokenOneIsNamed() throws Exception {
        twoDatasets();
        service.scan();
        park("cut");
        park("cut");
        redis.delete("dataset:area");
        redis.delete("dataset:map");
        redis.opsForValue().set("dataset:map", "no hash");

        ReprocessResult result = allFailed(true);

        assertThat(redis.opsForZSet().range("datasets", 0, -1)).containsExactly("map");
        assertThat(result.items())
                .extracting(ReprocessItem::dataset, ReprocessItem::reason)
                .contains(tuple("map", "the record 'dataset:map' is not a hash but a string"));
    }

    private void twoDatasets() throws Exception {
        tree.file("d/area/1.las");
        tree.file("d/area/2.las");
        tree.file("m/map.tiles", "parts/*.las\n", SourceTree.LONG_AGO);
        tree.file("m/parts/1.las");
        tree.file("m/parts/2.las");
    }

    /** One of its files. */
    private Path published() throws Exception {
        Path tile = tree.file("d/area/1.las");
        tree.file("d/area/2.las");
        service.scan();
        complete();
        return tile;
    }

    private void complete() {
        service.queue.complete(claimed());
    }

    private void park(String reason) {
        service.queue.park(claimed(), new Failure(FailureKind.BAD_INPUT, reason, ""));
    }

    private Lease claimed() {
        return service.queue.claim("convert", "worker", Duration.ofMinutes(1)).orElseThrow();
    }

    /** As `verify` leaves it. */
    private void anOctree(String job) throws Exception {
        Path octree = Files.createDirectories(directory.resolve("data/octrees/area.octree"));
        for (String name : List.of("metadata.json", "hierarchy.bin", "octree.bin", ".job")) {
            Files.writeString(octree.resolve(name), job);
        }
        redis.opsForHash()
                .putAll(
                        "dataset:area",
                        Map.of(
                                "octreepath",
                                octree.toString(),
                                "timestamp_octree",
                                "1700000000",
                                "points",
                                "7",
                                "octree_job",
                                job));
    }

    private ReprocessResult allFailed(boolean dryRun) {
        return service.reprocess(request(new Selection.AllFailed(), Start.CONVERT, false, dryRun));
    }

    private ReprocessRequest one(String asked, Start start, boolean force) {
        return request(new Selection.OneFile(tree.root().resolve(asked)), start, force, false);
    }

    private static ReprocessRequest request(Selection selection, Start start, boolean force, boolean dryRun) {
        return new ReprocessRequest(selection, start, force, dryRun, null, null, null);
    }

    private String record(String key, String field) {
        return redis.<String, String>opsForHash().get("dataset:" + key, field);
    }

    private static long queuedAt(String stage) {
        Long count = RealRedis.template().opsForZSet().zCard("queue:" + stage);
        return count == null ? 0 : count;
    }

    private ReprocessPipeline service(CompleteSettings complete) throws Exception {
        ScanSettings settings = new ScanSettings(
                "0 0 0 1 1 ? 2099",
                true,
                false,
                Duration.ZERO,
                List.of(source("d", Unit.DIRECTORY, complete), source("m", Unit.MANIFEST, ANY)));
        return new ReprocessPipeline(redis, settings, directory.resolve("data"));
    }

    private SourceSettings source(String name, Unit unit, CompleteSettings complete) throws Exception {
        Path root = Files.createDirectories(tree.root().resolve(name));
        return new SourceSettings(root.toString(), unit, complete, null, List.of(), "", "", null);
    }
}
