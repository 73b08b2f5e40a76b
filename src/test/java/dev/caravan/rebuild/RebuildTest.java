package dev.caravan.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.dataset.SourceFile;
import dev.caravan.file.FileStatus;
import dev.caravan.file.FileStore;
import dev.caravan.file.Finding;
import dev.caravan.file.SourceRecord;
import dev.caravan.file.Verdict;
import dev.caravan.manifest.AManifest;
import dev.caravan.manifest.Manifest;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.review.Reviews;
import dev.caravan.s3.Layout;
import dev.caravan.s3.RealS3;
import dev.caravan.stage.verify.Octrees;
import dev.caravan.support.ARun;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import dev.caravan.support.SourceTree;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RealRedis.class)
class RebuildTest {
    @TempDir
    Path temp;

    private final FileStore store = new FileStore(RealRedis.template());
    private final PublicationStore publications = new PublicationStore(RealRedis.template());
    private final Records records = new Records(RealRedis.template());
    private final ARun run = new ARun();
    private PublishedCloud cloud;

    @BeforeEach
    void aTarget() throws IOException {
        cloud = new PublishedCloud(temp, Layout.PLAIN);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void aLostRecordIsMadeOfTheManifest() throws IOException {
        Path file = cloud.files().file("area/one.las");
        Manifest manifest = cloud.publish(file);

        assertThat(rebuild(false)).containsExactly(Map.of("area/one", "recorded"));

        SourceRecord record = store.find(file).orElseThrow();
        assertThat(record.status()).isEqualTo(FileStatus.COMPLETED);
        assertThat(record.key()).isEqualTo("area/one");
        assertThat(record.user()).isEqualTo("ann");
        assertThat(record.points()).isEqualTo(7);
        assertThat(record.madeBy()).isEqualTo(AManifest.producer().mark());
        assertThat(record.octreeAt()).isEqualTo(PublishedCloud.PROVEN);
        assertThat(RealS3.get(record.url()).statusCode()).isEqualTo(200);
        assertThat(record.url().toString()).endsWith("area/one/metadata.json");
        assertThat(store.ask(List.of(SourceFile.read(file)))).isEmpty();
        assertThat(store.ownerOf("area/one")).contains(file);
        Publication publication =
                publications.find("area/one", PublishedCloud.TARGET).orElseThrow();
        assertThat(publication.version()).isEqualTo(manifest.version());
        assertThat(publication.objects()).isEqualTo(4);
        assertThat(run.notes()).containsEntry("datasets", Map.of("recorded", 1L));
    }

    @Test
    void theOctreeOnDiskIsKnownWhenItIsThatOfTheManifest() throws IOException {
        Path same = cloud.files().file("same.las");
        Path other = cloud.files().file("other.las");
        cloud.publish(same);
        cloud.publish(other);
        Files.writeString(cloud.octrees().place("other").resolve("octree.bin"), "shorter");

        rebuild(false);

        SourceRecord record = store.find(same).orElseThrow();
        assertThat(record.octree()).isEqualTo(cloud.octrees().place("same"));
        assertThat(Octrees.isOf(record.octree(), record.octreeJob())).isTrue();
        assertThat(store.find(other).orElseThrow().octree()).isNull();
    }

    @Test
    void aDryRunOnlySaysWhatItWouldDo() throws IOException {
        cloud.publish(cloud.files().file("one.las"));

        assertThat(rebuild(true)).containsExactly(Map.of("one", "recorded"));

        assertThat(RealRedis.template().keys("*")).isEmpty();
    }

    @Test
    void aFileThatWasOnlyTouchedIsUnchanged() throws IOException {
        Path file = cloud.files().file("one.las");
        cloud.publish(file);
        SourceTree.touch(file);

        rebuild(false);

        assertThat(store.ask(List.of(SourceFile.read(file)))).isEmpty();
    }

    @Test
    void aFileThatHasChangedIsTakenByTheNextScan() throws IOException {
        Path file = cloud.files().file("one.las");
        cloud.publish(file);
        cloud.files().file("one.las", "LAXF", SourceTree.LONG_AGO.plusSeconds(5));

        rebuild(false);

        assertThat(store.ask(List.of(SourceFile.read(file))))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.CHANGED);
    }

    @Test
    void aFileThatIsGoneIsRecordedAsDeleted() throws IOException {
        cloud.files().file("other.las");
        Path file = cloud.files().file("one.las");
        cloud.publish(file);
        Files.delete(file);

        assertThat(rebuild(false)).containsExactly(Map.of("one", "deleted"));

        assertThat(records.get(file, "deleted_at")).isNotEmpty();
        assertThat(records.get(file, "status")).isEqualTo("COMPLETED");
        assertThat(publications.find("one")).hasSize(1);
    }

    @Test
    void aDiskThatIsNotThereIsNoReasonToTakeItsFilesForDeleted() throws IOException {
        Path file = cloud.files().file("one.las");
        cloud.publish(file);
        Files.delete(file);

        assertThat(rebuild(false)).containsExactly(Map.of("one", "published"));

        assertThat(store.find(file)).isEmpty();
        assertThat(publications.find("one")).hasSize(1);
    }

    @Test
    void whatIsThereStaysAsItIs() throws IOException {
        Path file = cloud.files().file("one.las");
        cloud.publish(file);
        records.set(file, "status", "FAILED");

        assertThat(rebuild(false)).containsExactly(Map.of("one", "kept"));

        assertThat(records.all(file)).isEqualTo(Map.of("status", "FAILED"));
    }

    @Test
    void aKeyThatAnotherFileHasIsLeftToIt() throws IOException {
        cloud.publish(cloud.files().file("one.las"));
        RealRedis.template().opsForValue().set("key:one", "/in/one.laz");

        assertThat(rebuild(false)).containsExactly(Map.of("one", "refused"));
    }

    @Test
    void aDatasetOfManyFilesIsUnchangedAfterwards() throws IOException {
        Path directory = cloud.directories().file("tiles/a.las").getParent();
        cloud.directories().file("tiles/b.las");
        cloud.publishDirectory(directory);

        assertThat(rebuild(false)).containsExactly(Map.of("tiles", "recorded"));

        assertThat(store.rosters()
                        .ask(List.of(
                                cloud.rules().group(directory).orElseThrow().roster())))
                .isEmpty();
        assertThat(store.members("tiles")).containsExactly(directory.resolve("a.las"), directory.resolve("b.las"));
        assertThat(store.datasetAt(directory).orElseThrow().status()).isEqualTo(FileStatus.COMPLETED);
    }

    @Test
    void aDatasetThatHasGotAnotherFileIsTakenByTheNextScan() throws IOException {
        Path directory = cloud.directories().file("tiles/a.las").getParent();
        cloud.publishDirectory(directory);
        cloud.directories().file("tiles/b.las");

        rebuild(false);

        assertThat(store.rosters()
                        .ask(List.of(
                                cloud.rules().group(directory).orElseThrow().roster())))
                .hasSize(1);
    }

    @Test
    void whatIsNoManifestOrWasCopiedIsReported() throws IOException {
        cloud.publish(cloud.files().file("one.las"));
        cloud.put("bad/caravan.json", "{}");
        cloud.put(
                "copy/caravan.json",
                Files.readString(cloud.octrees().place("one").resolve("caravan.json")));

        List<Map<String, Object>> lines = lines(false);

        assertThat(lines).extracting(line -> line.get("action")).containsExactly("unusable", "unusable", "recorded");
        assertThat(lines.get(0).get("reason")).asString().contains("its member 'format' is missing");
        assertThat(lines.get(1).get("reason")).asString().contains("is the manifest of 'one', not of 'copy'");
    }

    @Test
    void ofAVersionedTargetTheVersionThatIsPointedAtCounts() throws IOException {
        cloud.close();
        cloud = new PublishedCloud(temp, Layout.VERSIONED);
        Path file = cloud.files().file("one.las");
        Manifest first = cloud.publish(file);
        cloud.files().file("one.las", "LASF2", SourceTree.LONG_AGO.plusSeconds(5));
        cloud.publish(file);
        cloud.point("one", first.version());

        rebuild(false);

        Publication publication =
                publications.find("one", PublishedCloud.TARGET).orElseThrow();
        assertThat(publication.version()).isEqualTo(first.version());
        assertThat(publication.layout()).isEqualTo(Layout.VERSIONED);
        assertThat(publication.pointer().toString()).endsWith("one/latest.json");
        assertThat(store.ask(List.of(SourceFile.read(file)))).hasSize(1);
    }

    @Test
    void aCancelledJobEnds() throws IOException {
        cloud.publish(cloud.files().file("one.las"));
        run.cancel();

        assertThatThrownBy(() -> rebuild(false)).isInstanceOf(InterruptedIOException.class);
    }

    private List<Map<String, Object>> rebuild(boolean dryRun) throws IOException {
        return lines(dryRun).stream()
                .map(line -> Map.of((String) line.get("dataset"), line.get("action")))
                .toList();
    }

    private List<Map<String, Object>> lines(boolean dryRun) throws IOException {
        Reviews reviews = new Reviews(temp.resolve("logs"));
        new Rebuild(cloud.settings(), cloud.connections(), cloud.restorer(), reviews)
                .run(new RebuildRequest(PublishedCloud.TARGET, dryRun), run);
        return reviews.read(run.id(), 0, 100).items();
    }
}
