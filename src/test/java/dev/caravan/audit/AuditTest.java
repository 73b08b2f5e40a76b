package dev.caravan.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.file.FileStore;
import dev.caravan.geozarr.ProductSite;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.rebuild.PublishedCloud;
import dev.caravan.rebuild.Rebuild;
import dev.caravan.rebuild.RebuildRequest;
import dev.caravan.review.Reviews;
import dev.caravan.s3.Layout;
import dev.caravan.support.ARun;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import dev.caravan.support.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RealRedis.class)
class AuditTest {
    private static final AuditRequest PLAIN = new AuditRequest(null, null, false, false, false);
    private static final AuditRequest REPAIR = new AuditRequest(null, null, false, true, false);

    @TempDir
    Path temp;

    private final Records records = new Records(RealRedis.template());
    private final PublicationStore publications = new PublicationStore(RealRedis.template());
    private final ProductSite products = new ProductSite();
    private final List<Path> republished = new ArrayList<>();
    private final ARun run = new ARun();
    private PublishedCloud cloud;
    private Path one;

    @BeforeEach
    void aPublishedFile() throws IOException {
        publish(Layout.PLAIN);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void whatIsAsItShouldBeIsNoFinding() throws IOException {
        assertThat(audit(PLAIN)).isEmpty();
        assertThat(run.notes().get("looked")).asString().contains("datasets=1", "objects=3", "listed-objects=4");
    }

    @Test
    void anObjectThatIsGoneIsMissingAndItsDatasetIsPublishedOnceMore() throws IOException {
        cloud.delete("area/one/octree.bin");
        cloud.delete("area/one/hierarchy.bin");

        assertThat(audit(PLAIN))
                .containsExactly("missing object area/one/hierarchy.bin", "missing object area/one/octree.bin");
        assertThat(republished).isEmpty();
        audit(REPAIR);
        assertThat(republished).containsExactly(one);
    }

    @Test
    void anObjectOfAnotherSizeHasChanged() throws IOException {
        cloud.put("area/one/octree.bin", "x");

        assertThat(audit(PLAIN)).containsExactly("changed object area/one/octree.bin");
    }

    @Test
    void anObjectOfTheSameSizeAndAnotherContentIsFoundByItsChecksum() throws IOException {
        cloud.put("area/one/hierarchy.bin", "hierarchx");

        assertThat(audit(new AuditRequest(null, null, true, false, false)))
                .containsExactly("changed object area/one/hierarchy.bin");
    }

    @Test
    void aManifestThatIsGoneIsMissing() throws IOException {
        cloud.delete("area/one/caravan.json");

        assertThat(audit(REPAIR)).containsExactly("missing manifest area/one/caravan.json");
        assertThat(republished).containsExactly(one);
    }

    @Test
    void aPublicationOfAnEarlierReleaseHasNoVersionToCompare() throws IOException {
        Publication noted = publications.find("area/one", PublishedCloud.TARGET).orElseThrow();
        publications.put(
                "area/one",
                new Publication(
                        noted.target(),
                        noted.layout(),
                        "",
                        noted.directory(),
                        noted.address(),
                        null,
                        noted.objects(),
                        noted.bytes(),
                        noted.at(),
                        noted.job(),
                        null));

        assertThat(audit(PLAIN)).isEmpty();
    }

    @Test
    void whatLiesBelowADatasetAndInNoManifestIsOrphanedAndDeletedOnRequest() throws IOException {
        cloud.put("area/one/chunk.tmp", "x");
        cloud.put("notes.txt", "somebody's");
        cloud.put("area/notes.txt", "somebody's");
        List<String> orphans = List.of(
                "orphaned object area/notes.txt", "orphaned object area/one/chunk.tmp", "orphaned object notes.txt");

        assertThat(audit(PLAIN)).isEqualTo(orphans);
        assertThat(audit(REPAIR)).isEqualTo(orphans);
        assertThat(cloud.has("area/one/chunk.tmp")).isTrue();
        assertThat(audit(new AuditRequest(null, null, false, true, true))).isEqualTo(orphans);

        assertThat(cloud.has("area/one/chunk.tmp")).isFalse();
        assertThat(cloud.has("notes.txt")).isTrue();
        assertThat(cloud.has("area/notes.txt")).isTrue();
        assertThat(run.notes()).containsEntry("repaired", 1L);
    }

    @Test
    void aRecordThatIsGoneIsWrittenOnceMore() throws IOException {
        records.delete(one);

        assertThat(audit(REPAIR)).containsExactly("unrecorded record " + one);

        assertThat(records.get(one, "status")).isEqualTo("COMPLETED");
        assertThat(audit(PLAIN)).isEmpty();
    }

    @Test
    void aPublicationThatNobodyHasNotedIsNoted() throws IOException {
        publications.remove("area/one", PublishedCloud.TARGET);

        assertThat(audit(PLAIN)).containsExactly("unrecorded publication area/one/caravan.json");
        audit(REPAIR);

        assertThat(publications.find("area/one", PublishedCloud.TARGET)).isPresent();
        assertThat(audit(PLAIN)).isEmpty();
    }

    @Test
    void sourcesAndOctreesAreLookedForOnDisk() throws IOException {
        cloud.files().file("area/two.las");
        cloud.publish(cloud.files().root().resolve("area/two.las"));
        rebuild();
        Files.delete(one);
        SourceTree.touch(cloud.files().root().resolve("area/two.las"));
        Files.delete(cloud.octrees().place("area/two").resolve("metadata.json"));

        assertThat(audit(PLAIN))
                .containsExactly(
                        "missing source " + one,
                        "changed source " + cloud.files().root().resolve("area/two.las"),
                        "missing octree " + cloud.octrees().place("area/two"));
    }

    @Test
    void whatAJobWorksOnIsLeftAlone() throws IOException {
        cloud.delete("area/one/octree.bin");
        cloud.put("area/one/chunk.tmp", "x");
        records.set(one, "status", "RUNNING");

        assertThat(audit(REPAIR)).isEmpty();
    }

    @Test
    void onlyTheDatasetsThatAreAskedForAreLookedAt() throws IOException {
        cloud.delete("area/one/octree.bin");
        cloud.put("notes.txt", "somebody's");

        assertThat(audit(new AuditRequest("main", "other/**", false, false, false)))
                .isEmpty();
        assertThat(audit(new AuditRequest("main", "area/**", false, false, false)))
                .hasSize(1);
    }

    @Test
    void aPointerThatLeadsElsewhereIsWrong() throws IOException {
        publish(Layout.VERSIONED);
        assertThat(audit(PLAIN)).isEmpty();
        cloud.point("area/one", "20200101T000000Z-00000000");

        assertThat(audit(PLAIN)).containsExactly("wrong-pointer pointer area/one/latest.json");
        cloud.delete("area/one/latest.json");
        assertThat(audit(REPAIR)).containsExactly("wrong-pointer pointer area/one/latest.json");
        assertThat(republished).containsExactly(one);
    }

    @Test
    void olderVersionsAreKept() throws IOException {
        publish(Layout.VERSIONED);
        cloud.put("area/one/20200101T000000Z-00000000/octree.bin", "older");

        assertThat(audit(PLAIN)).isEmpty();
        assertThat(run.notes().get("looked")).asString().contains("kept-version-objects=1");
    }

    private void publish(Layout layout) throws IOException {
        if (cloud != null) {
            cloud.close();
            RealRedis.template().delete(RealRedis.template().keys("*"));
        }
        cloud = new PublishedCloud(temp, layout);
        one = cloud.files().file("area/one.las");
        cloud.publish(one);
        rebuild();
    }

    private void rebuild() throws IOException {
        new Rebuild(cloud.settings(), cloud.connections(), cloud.restorer(), new Reviews(temp.resolve("logs")))
                .run(new RebuildRequest(PublishedCloud.TARGET, false), new ARun());
    }

    /** `<class> <thing> <place>` of each finding, without the prefix. */
    private List<String> audit(AuditRequest request) throws IOException {
        Reviews reviews = new Reviews(temp.resolve("logs"));
        Parts parts = new Parts(
                new FileStore(RealRedis.template()),
                publications,
                new ProductWork(products.records, products.orders),
                cloud.restorer(),
                (source, target) -> {
                    republished.add(source);
                    return new Republisher.Republished(true, "publish by the job 1");
                });
        new Audit(cloud.settings(), cloud.connections(), parts, reviews).run(request, run);
        return reviews.read(run.id(), 0, 100).items().stream().map(this::words).toList();
    }

    private String words(Map<String, Object> line) {
        String place = line.get("place").toString().replace(cloud.prefix(), "");
        return line.get("class") + " " + line.get("thing") + " " + place;
    }
}
