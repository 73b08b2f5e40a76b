package dev.caravan.stage.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.converter.BadInputException;
import dev.caravan.file.FileCatalog;
import dev.caravan.file.FileStore;
import dev.caravan.job.Batches;
import dev.caravan.job.Job;
import dev.caravan.job.JobControl;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobSettings;
import dev.caravan.job.JobType;
import dev.caravan.job.RedisLink;
import dev.caravan.publication.Publication;
import dev.caravan.reprocess.LateJobs;
import dev.caravan.reprocess.LatePublishing;
import dev.caravan.reprocess.LateRequest;
import dev.caravan.reprocess.ReprocessItem;
import dev.caravan.reprocess.ReprocessResult;
import dev.caravan.reprocess.Selection;
import dev.caravan.s3.Layout;
import dev.caravan.s3.RealS3;
import dev.caravan.stage.publish.UploadFormat;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives go to a target that was added later, or has lost them, from one that has them. */
@ExtendWith(RealRedis.class)
class ArchiveCopiesTest {
    @TempDir
    private Path directory;

    private final RedisLink link = new RedisLink();
    private final JobQueue queue = new JobQueue(RealRedis.template(), link, Duration.ofHours(1), Duration.ofHours(1));
    private ArchiveSite site;

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @CsvSource({"PLAIN,PLAIN", "PLAIN,VERSIONED", "VERSIONED,PLAIN", "VERSIONED,VERSIONED"})
    void theSourceIsNotAskedFor(Layout here, Layout there) throws IOException {
        site = new ArchiveSite(directory, here, there);
        Path file = site.files.file("a/clip.mp4");
        Path survey = site.directories.file("survey/deep/1").getParent().getParent();
        site.move(site.archive(file));
        site.move(site.archiveDirectory(survey));
        site.rebuild();

        ReprocessResult result = late().publish(missing(false));

        assertThat(result.items()).extracting(ReprocessItem::action).containsExactly("publish", "publish");
        assertThat(result.items())
                .extracting(ReprocessItem::reason)
                .containsOnly("its archive is copied from target here");
        for (ReprocessItem item : result.items()) {
            Publication copied = work(item);
            assertThat(copied.version())
                    .isEqualTo(site.published(item.dataset()).version());
            assertThat(RealS3.get(copied.address()).body())
                    .isEqualTo(
                            RealS3.get(site.published(item.dataset()).address()).body());
        }
        site.publications.remove("survey", "here");
        restored("survey");
        assertThat(site.workspace.data().resolve("restored/survey/deep/1")).hasContent("LASF");
        assertThat(site.keys("there")).hasSize(there == Layout.PLAIN ? 4 : 6);
        assertThat(late().publish(missing(false)).queued()).isZero();
    }

    @Test
    void whatIsNotCopiedIsToldWithItsReason() throws IOException {
        site = new ArchiveSite(directory, Layout.PLAIN);
        Path draft = site.files.file("draft");
        Path nowhere = site.files.file("nowhere");
        Path working = site.files.file("working");
        for (Path file : new Path[] {draft, nowhere, working}) {
            site.archive(file);
        }
        site.rebuild();
        site.publications.remove("nowhere", "here");
        new Records(RealRedis.template()).set(working, "status", "RUNNING");

        LatePublishing late = late();

        assertThat(reason(late, draft)).startsWith("target there does not take it");
        assertThat(reason(late, nowhere))
                .startsWith("no other target has its archive")
                .contains("caravan archive PATH --force");
        assertThat(reason(late, working)).isEqualTo("it is RUNNING, and goes to all of its targets when it is done");
        assertThat(reason(late, site.files.root().resolve("never"))).isEqualTo("it was never archived");
    }

    @Test
    void aJobIsQueuedOnce() throws IOException {
        site = new ArchiveSite(directory, Layout.PLAIN);
        site.archive(site.files.file("clip"));
        site.rebuild();
        String job = late().publish(missing(false)).items().get(0).job();

        assertThat(late().publish(missing(false)).items().get(0).reason())
                .isEqualTo("it is on its way to target there: QUEUED, job " + job);
        Job queued = queue.get(String.valueOf(job)).orElseThrow();
        assertThat(queued.type()).isEqualTo(JobType.DATA_COMPRESSION);
        assertThat(queued.stage()).isEqualTo("archive-s3");
    }

    @Test
    void whatIsDamagedIsNotCopied() throws IOException {
        site = new ArchiveSite(directory, Layout.PLAIN);
        site.archive(site.files.file("clip"));
        site.rebuild();
        ReprocessItem item = late().publish(missing(false)).items().get(0);
        int size = RealS3.get(site.published("clip").address()).body().length;
        site.put("clip.tar.gz", "x".repeat(size));

        assertThatThrownBy(() -> work(item))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is not what its manifest says: SHA-256 is");
        assertThat(site.keys("there")).isEmpty();
        assertThat(site.publications.find("clip", "there")).isEmpty();
    }

    @Test
    void whatATargetHasLostIsMendedFromAnother() throws IOException {
        site = new ArchiveSite(directory, Layout.PLAIN);
        Path file = site.files.file("clip");
        site.move(site.archive(file));
        site.rebuild();
        work(late().publish(missing(false)).items().get(0));
        site.delete("clip.tar.gz");

        ReprocessItem item = late().mend(file, "here").orElseThrow();
        work(item);

        assertThat(site.audit(false)).isEmpty();
        assertThat(late().mend(directory.resolve("elsewhere"), "here")).isEmpty();
    }

    private Publication work(ReprocessItem item) throws IOException {
        Job job = queue.get(String.valueOf(item.job())).orElseThrow();
        Shipment shipment = new ShipmentFormat(site.publish).fromJson(job.payload());
        return site.shipments().send(shipment, site.run);
    }

    private void restored(String dataset) throws IOException {
        Path root = Files.createDirectories(site.workspace.data().resolve("restored"));
        new Restorer(site.publish, site.connections, site.publications, new RestoreRoot(root))
                .restore(new Restore("job", dataset, "there", "", root, false, ""), site.run);
    }

    private static LateRequest missing(boolean dryRun) {
        return new LateRequest("there", new Selection.AllPublished(), dryRun);
    }

    private static String reason(LatePublishing late, Path file) {
        return late.publish(new LateRequest("there", new Selection.OneFile(file), true))
                .items()
                .get(0)
                .reason();
    }

    private LatePublishing late() {
        LateJobs jobs = new LateJobs(
                queue,
                new JobControl(RealRedis.template(), link),
                JobSettings.standard(),
                new UploadFormat(site.publish),
                new ShipmentFormat(site.publish),
                new Backups(site.settings));
        return new LatePublishing(
                site.rules,
                new FileStore(RealRedis.template()),
                new FileCatalog(RealRedis.template()),
                site.publications,
                site.publish,
                jobs,
                new Batches(RealRedis.template(), queue));
    }
}
