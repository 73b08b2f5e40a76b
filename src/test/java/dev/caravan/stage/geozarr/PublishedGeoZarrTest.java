package dev.caravan.stage.geozarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.file.FileStore;
import dev.caravan.file.PublishedRecords;
import dev.caravan.geozarr.GeoZarr;
import dev.caravan.history.History;
import dev.caravan.job.Batches;
import dev.caravan.job.JobSettings;
import dev.caravan.job.RedisLink;
import dev.caravan.publication.Publication;
import dev.caravan.retention.LocalOctrees;
import dev.caravan.retention.OctreeSweep;
import dev.caravan.retention.Protection;
import dev.caravan.retention.RetentionReport;
import dev.caravan.retention.RetentionRun;
import dev.caravan.retention.RetentionSettings;
import dev.caravan.retention.UnpublishOrders;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.Layout;
import dev.caravan.support.ARun;
import dev.caravan.support.RealRedis;
import dev.caravan.version.DatasetLocks.Held;
import dev.caravan.version.RollBack;
import dev.caravan.version.VersionList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is done with published datasets is done with GeoZarr too, of which there is no record of a file. */
@ExtendWith(RealRedis.class)
class PublishedGeoZarrTest {
    private static final String KEY = GeoZarrSite.KEY;
    private static final String CHUNK = "measurements/reflectance/r10m/b02/c/0/0";

    @TempDir
    Path directory;

    private GeoZarrSite site;

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @EnumSource
    void allOfItIsTakenOutOfATarget(Layout layout) throws IOException {
        in(layout);
        site.published("1");
        site.published("2");

        ARun run = new ARun();
        site.unpublish(run);

        assertThat(site.keys()).isEmpty();
        assertThat(site.products.publications.find(KEY)).isEmpty();
        assertThat(site.products.records.find(KEY)).as("how it is done again").isPresent();
        assertThat(run.notes().get("objects")).isEqualTo(layout == Layout.PLAIN ? 17L : 2 * 17L + 1);
    }

    @Test
    void readersFindNothingFromTheFirstDeletionOn() throws IOException {
        in(Layout.PLAIN);
        site.published("1");
        site.versioning.locks.take("here", KEY).close();

        ARun run = new ARun();
        site.unpublish(run);

        assertThat(run.lines().get(1)).endsWith(KEY + "/zarr.json");
        assertThat(run.lines().get(run.lines().size() - 1)).endsWith("caravan.json");
    }

    @Test
    void whatIsBeingPublishedIsLeftToIt() throws IOException {
        in(Layout.PLAIN);
        GeoZarr made = site.published("1");
        PublishedRecords records = new PublishedRecords(RealRedis.template());
        assertThat(records.look(List.of(KEY)).get(0).work()).isEmpty();

        String job = site.products
                .orders
                .again(List.of(KEY), new dev.caravan.geozarr.GeoZarrOrders.Wish(false, false, "ann"))
                .lines()
                .get(0)
                .job();

        assertThat(made.key()).isEqualTo(KEY);
        assertThat(records.look(List.of(KEY)).get(0).work()).isEqualTo("it is QUEUED at geozarr-check, job " + job);
        assertThat(records.claim(KEY, "claim", Duration.ofSeconds(1)).got()).isFalse();
        assertThat(unpublishOrders()
                        .give("test", List.of(given()))
                        .items()
                        .get(0)
                        .action())
                .isEqualTo("skip");
    }

    @Test
    void twoDoNotReplaceOnePlainStoreAtOnce() throws IOException {
        in(Layout.PLAIN);
        GeoZarr first = site.published("1");
        RealRedis.template().opsForValue().set("version-lock:here:" + KEY, "somebody else's", Duration.ofSeconds(1));

        site.published("2");

        assertThat(RealRedis.template().hasKey("version-lock:here:" + KEY)).isFalse();
        assertThat(first.requireResult().version())
                .isNotEqualTo(site.publication().version());
    }

    @Test
    void aLockThatIsLostIsSaidToBe() throws Exception {
        in(Layout.PLAIN);
        try (Held lock = site.versioning.locks.take("here", KEY);
                var renewal = lock.keep()) {
            renewal.require();
            RealRedis.template().opsForValue().set("version-lock:here:" + KEY, "another's");

            assertThatThrownBy(renewal::require).hasMessageContaining("has ended");
        }
    }

    @Test
    void itsVersionsAreListedAndRolledBackTo() throws IOException {
        in(Layout.VERSIONED);
        site.published("1");
        String first = site.publication().version();
        site.published("2");

        List<VersionList.Entry> versions = site.versioning.list.of(KEY, "here");
        RollBack.Step step = site.versioning
                .rollBack
                .to(new RollBack.Wish(KEY, null, null, false), "ann")
                .get(0);

        assertThat(versions)
                .extracting(VersionList.Entry::state)
                .containsExactly(VersionList.State.LIVE, VersionList.State.KEPT);
        assertThat(step.to()).isEqualTo(first);
        assertThat(step.address().toString()).endsWith(first + "/zarr.json");
        assertThat(site.publication().version()).isEqualTo(first);
    }

    @Test
    void aVersionThatLacksAChunkIsNotRolledBackTo() throws IOException {
        in(Layout.VERSIONED);
        site.published("1");
        String first = site.publication().version();
        site.published("2");
        site.delete(KEY + "/" + first + "/" + CHUNK);

        assertThatThrownBy(() -> site.versioning.rollBack.to(new RollBack.Wish(KEY, null, null, false), "ann"))
                .hasMessageContaining(CHUNK + " is missing");
    }

    @Test
    void thePolicyTakesItOutWhenItIsOld() throws IOException {
        in(Layout.PLAIN);
        site.published("1");

        assertThat(retention(Duration.ofDays(20)).look().queued()).isZero();
        RetentionReport report = retention(Duration.ofDays(10)).apply("ann");

        assertThat(report.queued()).isEqualTo(1);
        assertThat(report.items().get(0).dataset()).isEqualTo(KEY);
        assertThat(site.products.queue.get(report.items().get(0).job())).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void anAuditFindsNothingWrongWhereNothingIs(Layout layout) throws IOException {
        in(layout);
        site.published("1");

        assertThat(site.audit(false)).isEmpty();
    }

    @Test
    void anAuditFindsWhatIsMissingAndHasItConvertedOnceMore() throws IOException {
        in(Layout.PLAIN);
        site.published("1");
        site.delete(KEY + "/" + CHUNK);

        assertThat(site.audit(false))
                .containsExactly("missing object " + KEY + "/" + CHUNK
                        + ": its product is converted once more, as it was asked for last");
        assertThat(site.audit(true)).singleElement().asString().contains("converted once more by the job geozarr-");
        assertThat(site.republished).isEmpty();
        assertThat(site.audit(true)).as("it is on its way").isEmpty();
    }

    @Test
    void whatRedisHasLostIsRestoredFromTheTarget() throws IOException {
        in(Layout.VERSIONED);
        site.published("1");
        Publication before = site.publication();
        RealRedis.template().delete(List.of("published:" + KEY, "geozarr:products", "published"));

        assertThat(site.rebuild()).singleElement().satisfies(line -> assertThat(line)
                .containsAllEntriesOf(Map.of("dataset", KEY, "action", "recorded")));

        assertThat(site.publication().address()).isEqualTo(before.address());
        GeoZarr known = site.products.records.find(KEY).orElseThrow();
        assertThat(known.source()).isEqualTo(GeoZarrSite.PRODUCT);
        assertThat(known.groups()).containsExactly(GeoZarrSite.R10);
        assertThat(known.targets()).containsExactly("here");
        assertThat(site.rebuild().get(0)).containsEntry("action", "kept");
    }

    @Test
    void anAuditRestoresARecordThatIsLost() throws IOException {
        in(Layout.PLAIN);
        site.published("1");
        RealRedis.template().delete("geozarr:products");

        assertThat(site.audit(false))
                .containsExactly(
                        "unrecorded record " + GeoZarrSite.PRODUCT + ": its record is written, as by caravan rebuild");
        assertThat(site.audit(true)).singleElement().asString().endsWith(": recorded");
        assertThat(site.audit(false)).isEmpty();
    }

    private void in(Layout layout) {
        site = new GeoZarrSite(
                directory,
                ATarget.named("here")
                        .prefix(UUID.randomUUID() + "/")
                        .layout(layout)
                        .build());
    }

    private UnpublishOrders.Given given() {
        PublishedRecords records = new PublishedRecords(RealRedis.template());
        dev.caravan.retention.UnpublishOrder order =
                new dev.caravan.retention.UnpublishOrder(Set.of(), false, dev.caravan.retention.Cause.ASKED, "ann");
        return new UnpublishOrders.Given(
                unpublishOrders().look(records.look(List.of(KEY)).get(0), order, "ann wants it"), order);
    }

    private UnpublishOrders unpublishOrders() {
        return new UnpublishOrders(
                site.products.publications,
                new PublishedRecords(RealRedis.template()),
                new Protection(List.of()),
                Set.of("here"),
                site.products.queue,
                new Batches(RealRedis.template(), site.products.queue),
                JobSettings.standard(),
                new History(RealRedis.template(), new RedisLink()));
    }

    /** Fifteen days after it was published. */
    private RetentionRun retention(Duration after) {
        PublishedRecords records = new PublishedRecords(RealRedis.template());
        LocalOctrees local = new LocalOctrees(directory, new FileStore(RealRedis.template()), records);
        return new RetentionRun(
                new RetentionSettings("never", 50, true, "0 0 0 * * ?", null, after, List.of(), null, 100),
                site.products.publications,
                records,
                unpublishOrders(),
                new OctreeSweep(RealRedis.template(), records, site.products.publications, local),
                new History(RealRedis.template(), new RedisLink()),
                RealRedis.template(),
                Clock.fixed(Instant.now().plus(Duration.ofDays(15)), ZoneOffset.UTC));
    }
}
