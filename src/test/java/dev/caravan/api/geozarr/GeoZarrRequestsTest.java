package dev.caravan.api.geozarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.api.BadRequestException;
import dev.caravan.api.history.Acts;
import dev.caravan.api.job.JobDetails;
import dev.caravan.cluster.ArgoSettings;
import dev.caravan.geozarr.GeoZarr;
import dev.caravan.geozarr.GeoZarrSettings;
import dev.caravan.history.History;
import dev.caravan.job.JobCatalog;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobStatistics;
import dev.caravan.job.Priority;
import dev.caravan.job.RedisLink;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.RealS3;
import dev.caravan.support.AnApiRequest;
import dev.caravan.support.RealRedis;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(RealRedis.class)
class GeoZarrRequestsTest {
    private static final String ITEM = "https://stac.example/items/S2B_T29RLL";

    private final RedisLink link = new RedisLink();
    private final GeoZarrCalls calls = new GeoZarrCalls(
            new GeoZarrSettings(
                    1,
                    "exec",
                    List.of("https://stac.example"),
                    false,
                    Duration.ofSeconds(30),
                    "product",
                    List.of("measurements/r10m"),
                    true,
                    new GeoZarrSettings.Exec("eopf-geozarr", List.of(), Duration.ofHours(1)),
                    new ArgoSettings("", "", Map.of())),
            RealS3.settings(
                    ATarget.named("near").prefix("near/").build(),
                    ATarget.named("far").prefix("far/").exclude("geozarr/S2*").build()),
            new JobDetails(
                    new JobCatalog(RealRedis.template(), link),
                    new JobQueue(RealRedis.template(), link, Duration.ofHours(1), Duration.ofHours(1)),
                    new JobStatistics(RealRedis.template(), link)),
            new Acts(new History(RealRedis.template(), link)));

    @Test
    void onlyTheSourceIsNeeded() throws IOException {
        GeoZarr read = read("{'source': '" + ITEM + ".json'}");

        assertThat(read.source()).isEqualTo(ITEM + ".json");
        assertThat(read.key()).isEqualTo("geozarr/S2B_T29RLL");
        assertThat(read.groups()).containsExactly("/measurements/r10m");
        assertThat(read.asset()).isEqualTo("product");
        assertThat(read.targets()).containsExactly("near");
    }

    @Test
    void everythingCanBeSaid() throws IOException {
        GeoZarr read = read(
                "{'source': '" + ITEM + "', 'asset': 'zarr', 'name': 'a/b', 'groups': ['r10m/', '//r20m', '/r10m'],"
                        + " 'targets': ['far'], 'priority': 'HIGH', 'user': 'bob', 'project': 'dykes'}");

        assertThat(read.key()).isEqualTo("geozarr/a/b");
        assertThat(read.groups()).containsExactly("/r10m", "/r20m");
        assertThat(read.asset()).isEqualTo("zarr");
        assertThat(read.targets()).containsExactly("far");
        assertThat(read.priority()).isEqualTo(Priority.HIGH);
        assertThat(read.origin().user()).isEqualTo("bob");
        assertThat(read.origin().project()).isEqualTo("dykes");
    }

    @Test
    void theSameIsTheSameJobUnlessItIsForced() throws IOException {
        String once = "{'source': '" + ITEM + "', 'groups': ['/r10m']}";
        String forced = "{'source': '" + ITEM + "', 'groups': ['/r10m'], 'force': true}";

        assertThat(read(once).id())
                .isEqualTo(read(once.replace("/r10m", "r10m/")).id());
        assertThat(read(once).id())
                .isNotEqualTo(read(once.replace("r10m", "r20m")).id());
        assertThat(read(forced).id()).isNotEqualTo(read(forced).id()).matches("geozarr-[0-9a-f]{32}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "source   | {}",
                "source   | {'source': ''}",
                "source   | {'source': 'https://other.example/a.zarr'}",
                "source   | {'source': 'https://stac.example/a.zarr?token=geheim'}",
                "source   | {'source': 'https://bob:geheim@stac.example/a.zarr'}",
                "source   | {'source': '/etc/passwd'}",
                "source   | {'source': 'a.zarr'}",
                "source   | {'source': 's3://bucket/a.zarr'}",
                "name     | {'source': 'https://stac.example/a', 'name': '../a'}",
                "name     | {'source': 'https://stac.example/a', 'name': '/a'}",
                "name     | {'source': 'https://stac.example/a', 'name': 'a//b'}",
                "name     | {'source': 'https://stac.example/a', 'name': '20261122T164100Z-9f86d081'}",
                "groups   | {'source': 'https://stac.example/a', 'groups': []}",
                "groups   | {'source': 'https://stac.example/a', 'groups': ['../a']}",
                "targets  | {'source': 'https://stac.example/a', 'targets': ['moon']}",
                "targets  | {'source': 'https://stac.example/a', 'targets': []}",
                "priority | {'source': 'https://stac.example/a', 'priority': 'high'}",
                "user     | {'source': 'https://stac.example/a', 'user': 'a|b'}",
                "bands    | {'source': 'https://stac.example/a', 'bands': 1}"
            })
    void whatIsWrongIsNamed(String field, String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(BadRequestException.class)
                .hasMessageStartingWith(field + ": ")
                .hasMessageNotContaining("geheim");
    }

    private GeoZarr read(String body) throws IOException {
        return calls.read(AnApiRequest.posting(body));
    }
}
