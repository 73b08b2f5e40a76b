package dev.caravan.geozarr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.geozarr.GeoZarrOrders.Given;
import dev.caravan.geozarr.GeoZarrOrders.Line;
import dev.caravan.geozarr.GeoZarrOrders.Wish;
import dev.caravan.job.Job;
import dev.caravan.job.JobType;
import dev.caravan.job.Origin;
import dev.caravan.job.Priority;
import dev.caravan.publication.Publication;
import dev.caravan.s3.Layout;
import dev.caravan.stac.Product;
import dev.caravan.support.RealRedis;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Products are made once more as they were asked for last. */
@ExtendWith(RealRedis.class)
class GeoZarrOrdersTest {
    private static final Wish WANTED = new Wish(false, false, "ann");
    private static final Wish CHANGED = new Wish(true, false, "ann");

    private final ProductSite site = new ProductSite();
    private final GeoZarrFormat format = new GeoZarrFormat();

    @Test
    void oneIsAJobThatAsksForTheSame() {
        GeoZarr known = published("geozarr/a", "near");

        Line line = site.orders.again(List.of("geozarr/a"), WANTED).lines().get(0);

        Job job = site.queue.get(String.valueOf(line.job())).orElseThrow();
        assertThat(job.type()).isEqualTo(JobType.GEOZARR_CONVERSION);
        assertThat(job.stage()).isEqualTo("geozarr-check");
        assertThat(job.priority()).isEqualTo(Priority.HIGH);
        GeoZarr again = format.fromJson(job.payload());
        assertThat(again.source()).isEqualTo(known.source());
        assertThat(again.groups()).isEqualTo(known.groups());
        assertThat(again.origin().user()).isEqualTo("bob");
        assertThat(again.unless()).isNull();
        assertThat(again.product()).isNull();
        assertThat(line.reason()).isEqualTo("ann wants it");
    }

    @Test
    void severalAreABatch() {
        published("geozarr/a", "near");
        published("geozarr/b", "far");

        Given given = site.orders.again(List.of("geozarr/a", "geozarr/b"), WANTED);

        assertThat(given.batch()).isNotNull();
        assertThat(given.lines()).allSatisfy(line -> assertThat(site.queue
                        .get(String.valueOf(line.job()))
                        .orElseThrow()
                        .origin()
                        .parent())
                .isEqualTo(given.batch()));
    }

    @Test
    void whatIsOnItsWayIsLeftToIt() {
        published("geozarr/a", "near");
        String job = String.valueOf(
                site.orders.again(List.of("geozarr/a"), WANTED).lines().get(0).job());

        Line line = site.orders.again(List.of("geozarr/a"), WANTED).lines().get(0);

        assertThat(line.goes()).isFalse();
        assertThat(line.reason()).isEqualTo("it is QUEUED, job " + job);
        assertThat(site.orders.work("geozarr/a")).isEqualTo(line.reason());
        assertThat(site.orders.work("geozarr/b")).isEmpty();
    }

    @Test
    void onlyAnotherProductIsWantedWhereAllTargetsHaveTheOldOne() {
        published("geozarr/a", "near");
        published("geozarr/lost", "near");
        site.publications.remove("geozarr/lost", "near");

        List<Line> lines =
                site.orders.again(List.of("geozarr/a", "geozarr/lost"), CHANGED).lines();

        assertThat(asked(lines.get(0)).unless()).isEqualTo("mark-1");
        assertThat(lines.get(0).reason()).isEqualTo("ann wants it, if it has changed");
        assertThat(asked(lines.get(1)).unless()).isNull();
    }

    @Test
    void whatHasNoTargetAnyMoreIsSkipped() {
        published("geozarr/a", "gone");

        Line line = site.orders.again(List.of("geozarr/a"), WANTED).lines().get(0);

        assertThat(line.goes()).isFalse();
        assertThat(line.reason()).contains("there is no target gone in caravan.publish.targets");
    }

    @Test
    void whatIsNotKnownIsSkipped() {
        assertThat(site.orders
                        .again(List.of("geozarr/x"), WANTED)
                        .lines()
                        .get(0)
                        .reason())
                .isEqualTo("no product of this key was published");
    }

    @Test
    void aDryRunOnlySays() {
        published("geozarr/a", "near");

        Line line = site.orders
                .again(List.of("geozarr/a"), new Wish(false, true, "ann"))
                .lines()
                .get(0);

        assertThat(line.goes()).isTrue();
        assertThat(line.job()).isNull();
        assertThat(site.orders.work("geozarr/a")).isEmpty();
    }

    @Test
    void keysAreFoundByWhatTheyAreCalled() {
        published("geozarr/b", "near");
        published("geozarr/a", "near");
        published("geozarr/s2/c", "near");

        assertThat(site.records.matching(key -> !key.contains("s2"))).containsExactly("geozarr/a", "geozarr/b");
    }

    private GeoZarr asked(Line line) {
        return format.fromJson(
                site.queue.get(String.valueOf(line.job())).orElseThrow().payload());
    }

    private GeoZarr published(String key, String target) {
        String store = "https://data.example/" + key + ".zarr";
        GeoZarr known = GeoZarr.asked(
                        "geozarr-1",
                        key,
                        store,
                        "product",
                        List.of("/r10m"),
                        List.of(target),
                        Origin.of("bob", ""),
                        Priority.HIGH)
                .found(new Product(store, "", "", List.of()), "mark-1");
        site.records.published(known);
        site.publications.put(
                key,
                new Publication(
                        target,
                        Layout.PLAIN,
                        "v",
                        key + "/",
                        URI.create("http://s3/" + key + "/zarr.json"),
                        null,
                        1,
                        1,
                        Instant.EPOCH,
                        "",
                        null));
        return known;
    }
}
