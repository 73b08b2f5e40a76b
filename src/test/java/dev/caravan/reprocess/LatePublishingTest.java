package dev.caravan.reprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.caravan.file.FileCatalog;
import dev.caravan.file.FileStore;
import dev.caravan.job.Batches;
import dev.caravan.job.Job;
import dev.caravan.job.JobControl;
import dev.caravan.job.JobSettings;
import dev.caravan.job.JobState;
import dev.caravan.job.JobType;
import dev.caravan.job.Lease;
import dev.caravan.job.RedisLink;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.stage.archive.ShipmentFormat;
import dev.caravan.stage.archive.UsualBackups;
import dev.caravan.stage.publish.UploadFormat;
import dev.caravan.stage.scan.ScanSettings;
import dev.caravan.stage.scan.SourceSettings;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import dev.caravan.support.SourceTree;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Datasets of one file each, published to `near`; then `backup` is added, which takes all but drafts. */
@ExtendWith(RealRedis.class)
class LatePublishingTest {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Instant PROVEN = Instant.ofEpochSecond(1_700_000_000);

    @TempDir
    private Path directory;

    private final StringRedisTemplate redis = RealRedis.template();
    private final Records records = new Records(redis);
    private final PublicationStore publications = new PublicationStore(redis);
    private final JobControl control = new JobControl(redis, new RedisLink());
    private SourceTree tree;
    private ReprocessPipeline service;
    private LatePublishing late;

    @BeforeEach
    void aServiceWithANewTarget() throws Exception {
        tree = new SourceTree(Files.createDirectories(directory.toRealPath().resolve("las")));
        SourceSettings source = SourceSettings.of(tree.root().toString(), List.of("**/*.las"), List.of());
        ScanSettings scan = new ScanSettings("0 0 0 1 1 ? 2099", true, false, Duration.ZERO, List.of(source));
        service = new ReprocessPipeline(redis, scan, directory.resolve("data"));
        PublishSettings settings = RealS3.settings(
                ATarget.named("near").prefix("near").build(),
                ATarget.named("backup").prefix("backup").exclude("draft*").build());
        LateJobs jobs = new LateJobs(
                service.queue,
                control,
                JobSettings.standard(),
                new UploadFormat(settings),
                new ShipmentFormat(settings),
                UsualBackups.backups());
        late = new LatePublishing(
                service.rules,
                new FileStore(redis),
                new FileCatalog(redis),
                publications,
                settings,
                jobs,
                new Batches(redis, service.queue));
    }

    @AfterEach
    void end() {
        service.close();
    }

    @Test
    void whatTheTargetLacksIsQueuedAndTheRestIsToldWithItsReason() throws Exception {
        Path lacking = published("a");
        Path there = published("b");
        publications.put("b", publication("backup", PROVEN.plusSeconds(1)));
        Path older = published("c");
        publications.put("c", publication("backup", PROVEN.minusSeconds(1)));
        Path excluded = published("draft");
        Path gone = published("e");
        Files.delete(octree("e").resolve("octree.bin"));

        ReprocessResult result = late.publish(new LateRequest("backup", new Selection.AllPublished(), false));

        assertThat(result.items())
                .extracting(ReprocessItem::path, ReprocessItem::action)
                .containsExactlyInAnyOrder(
                        tuple(lacking.toString(), "publish"),
                        tuple(older.toString(), "publish"),
                        tuple(there.toString(), "skip"),
                        tuple(excluded.toString(), "skip"),
                        tuple(gone.toString(), "skip"));
        assertThat(reason(result, there)).startsWith("target backup has it since 2023-11-14T22:13:21Z");
        assertThat(reason(result, excluded)).startsWith("target backup does not take it");
        assertThat(reason(result, gone)).startsWith("the octree is not, or not any more, in ");
        assertThat(result.queued()).isEqualTo(2);
        Job batch = service.queue.get(String.valueOf(result.job())).orElseThrow();
        assertThat(batch.children().total()).isEqualTo(2);
        assertThat(batch.state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void theJobCarriesTheOctreeToTheTarget() throws Exception {
        Path file = published("a");

        ReprocessResult result = late.publish(one(file, false));

        Job job =
                service.queue.claim("publish-s3", "worker", LEASE).orElseThrow().job();
        assertThat(job.id()).isEqualTo(result.items().get(0).job());
        assertThat(job.type()).isEqualTo(JobType.FILE_UPLOAD);
        assertThat(job.title()).isEqualTo(file + " to backup");
        assertThat(job.target()).isEqualTo(file.toString());
        assertThat(job.payload()).contains(octree("a").toString(), "\"target\":\"backup\"");
        assertThat(job.origin().parent()).isEmpty();
        assertThat(records.get(file, "status")).isEqualTo("COMPLETED");
    }

    @Test
    void aDryRunQueuesNothing() throws Exception {
        Path file = published("a");

        ReprocessResult result = late.publish(one(file, true));

        assertThat(result.items()).extracting(ReprocessItem::action).containsExactly("publish");
        assertThat(service.queue.claim("publish-s3", "worker", LEASE)).isEmpty();
    }

    @Test
    void whatIsOnItsWayIsNotQueuedOnceMoreAndWhatHasFailedIs() throws Exception {
        Path file = published("a");
        String job = late.publish(one(file, false)).items().get(0).job();

        ReprocessResult again = late.publish(one(file, false));

        assertThat(reason(again, file)).isEqualTo("it is on its way to target backup: QUEUED, job " + job);
        control.cancel(String.valueOf(job), "enough");
        assertThat(late.publish(one(file, false)).queued()).isEqualTo(1);
        assertThat(service.queue.get(String.valueOf(job)).orElseThrow().state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void whatHasFailedItselfIsNotPublishedElsewhere() throws Exception {
        Path file = published("a");
        records.set(file, "status", "FAILED");

        ReprocessResult result = late.publish(one(file, false));

        assertThat(reason(result, file)).isEqualTo("it is FAILED, and goes to all of its targets when it is done");
    }

    private static LateRequest one(Path file, boolean dryRun) {
        return new LateRequest("backup", new Selection.OneFile(file), dryRun);
    }

    private static String reason(ReprocessResult result, Path file) {
        return result.items().stream()
                .filter(item -> item.path().equals(file.toString()))
                .map(ReprocessItem::reason)
                .findFirst()
                .orElseThrow();
    }

    private Path published(String key) throws Exception {
        Path file = tree.file(key + ".las");
        service.scan();
        Lease lease = service.queue.claim("convert", "worker", LEASE).orElseThrow();
        service.queue.complete(lease);
        Files.createDirectories(octree(key));
        for (String name : List.of("metadata.json", "hierarchy.bin", "octree.bin", ".job")) {
            Files.writeString(octree(key).resolve(name), lease.id());
        }
        records.set(file, "timestamp_s3", "1700000000");
        records.set(file, "octreepath", octree(key).toString());
        records.set(file, "timestamp_octree", "1700000000");
        records.set(file, "points", "7");
        records.set(file, "octree_job", lease.id());
        return file;
    }

    private Path octree(String key) {
        return directory.resolve("data/octrees/" + key + ".octree");
    }

    private static Publication publication(String target, Instant at) {
        URI address = URI.create("http://127.0.0.1/metadata.json");
        return new Publication(target, Layout.PLAIN, "", target + "/b/", address, null, 3, 100, at, "job", null);
    }
}
