package dev.caravan.stage.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Labels;
import dev.caravan.dataset.Octree;
import dev.caravan.dataset.Roster;
import dev.caravan.dataset.SourceFile;
import dev.caravan.job.JobRun;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.support.ARun;
import dev.caravan.support.LogLines;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LedgerTest {
    private static final Path ONE = Path.of("/in/one.las");
    private static final Path TWO = Path.of("/in/two.las");
    private static final Instant WHEN = Instant.ofEpochSecond(1_700_000_000L, 900_000_000);

    @RegisterExtension
    final RealRedis redis = new RealRedis();

    private final Records records = new Records(RealRedis.template());
    private final PublicationStore store = new PublicationStore(RealRedis.template());
    private final Ledger ledger = ledger(RealS3.settings(
            ATarget.named("near").prefix("near").build(),
            ATarget.named("far").prefix("far").build(),
            ATarget.named("spare").prefix("spare").optional().build(),
            ATarget.named("other").prefix("other").include("two").build()));
    private final ARun run = new ARun();
    private final Dataset dataset = Dataset.found("one", Path.of("/in"), file(ONE), file(TWO));

    @Test
    void aProvenOctreeIsWrittenToEachSource() {
        belongTo(run);

        ledger.octree(dataset.with(proven()), run);

        for (Path file : new Path[] {ONE, TWO}) {
            assertThat(records.all(file))
                    .containsEntry("octreepath", "/data/octrees/one.octree")
                    .containsEntry("timestamp_octree", "1700000000")
                    .containsEntry("points", "7")
                    .doesNotContainKeys("timestamp_s3", "url");
        }
    }

    @Test
    void aDatasetOfManyFilesIsToldAsWellAndSoIsItsManifest() {
        Path manifest = Path.of("/in/one.tiles");
        Dataset many = Roster.ofManifest("one", Path.of("/in"), file(manifest), dataset.sources(), List.of())
                .dataset(Labels.NONE);
        belongTo(run);
        records.set(manifest, "job", run.id());
        RealRedis.template().opsForHash().put("dataset:one", "job", run.id());

        ledger.octree(many.with(proven()), run);

        assertThat(records.all(manifest)).containsEntry("points", "7");
        assertThat(records.all(TWO)).containsEntry("points", "7");
        assertThat(RealRedis.template().opsForHash().get("dataset:one", "octreepath"))
                .isEqualTo("/data/octrees/one.octree");
    }

    @Test
    void anOctreeThatWasNotProvenIsNotRecorded() {
        belongTo(run);
        Octree unproven = new Octree(Path.of("/data/scratch/x"), 7L, null, null, null);

        assertThatIllegalStateException().isThrownBy(() -> ledger.octree(dataset.with(unproven), run));

        assertThat(records.all(ONE)).containsOnlyKeys("job");
    }

    @Test
    void theTimeOfThePublicationIsThatOfTheLastRequiredTargetAndTheAddressThatOfTheFirst() {
        belongTo(run);
        store.put("one", publication("near", WHEN));
        store.put("one", publication("far", WHEN.plusSeconds(60)));
        store.put("one", publication("spare", WHEN.plusSeconds(90)));
        store.put("one", publication("other", WHEN.plusSeconds(90)));

        ledger.published(dataset.with(proven()), run);

        assertThat(records.all(ONE))
                .containsEntry("timestamp_s3", "1700000060")
                .containsEntry("published_to", "near far")
                .containsEntry("url", "http://near/one/metadata.json");
        assertThat(run.lines()).singleElement().asString().contains("http://near/", "http://far/");
    }

    @Test
    void aDatasetThatGoesNowhereIsRecordedAsThat() {
        belongTo(run);
        Ledger nowhere =
                ledger(RealS3.settings(ATarget.named("near").exclude("**").build()));

        nowhere.published(dataset.with(proven()), run);

        assertThat(records.all(ONE)).containsEntry("published_to", "").doesNotContainKeys("timestamp_s3", "url");
        assertThat(run.lines()).containsExactly("published to no required target: excluded everywhere");
    }

    @Test
    void withoutAPublicationNothingIsRecorded() {
        belongTo(run);
        store.put("one", publication("spare", WHEN));

        assertThatIllegalStateException()
                .isThrownBy(() -> ledger.published(dataset.with(proven()), run))
                .withMessageContaining("none of the targets [near, far] has it");

        assertThat(records.all(ONE)).containsOnlyKeys("job");
    }

    @Test
    void theRecordOfANewerJobIsLeftAlone() {
        belongTo(run);
        records.set(TWO, "job", "newer");
        try (LogLines log = LogLines.of(Ledger.class)) {
            ledger.octree(dataset.with(proven()), run);

            assertThat(log.lines()).singleElement().asString().startsWith("1 of 2 records");
        }
        assertThat(records.all(ONE)).containsKey("octreepath");
        assertThat(records.all(TWO)).containsOnlyKeys("job");
    }

    @Test
    void aRecordThatWasDeletedDoesNotComeBack() {
        ledger.octree(dataset.with(proven()), run);

        assertThat(records.all(ONE)).isEmpty();
    }

    private void belongTo(JobRun job) {
        records.set(ONE, "job", job.id());
        records.set(TWO, "job", job.id());
    }

    private static SourceFile file(Path path) {
        return new SourceFile(path, 10, WHEN);
    }

    private static Octree proven() {
        return Octree.unproven(Path.of("/data/octrees/one.octree"), OptionalLong.of(7))
                .proven(7, WHEN);
    }

    private static Publication publication(String target, Instant at) {
        URI address = URI.create("http://" + target + "/one/metadata.json");
        return new Publication(target, Layout.PLAIN, "", target + "/one/", address, null, 3, 100, at, "job", null);
    }

    private Ledger ledger(PublishSettings settings) {
        return new Ledger(RealRedis.template(), store, settings);
    }
}
