package dev.caravan.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.history.HistoryQuery;
import dev.caravan.history.Operations;
import dev.caravan.job.RedisLink;
import dev.caravan.s3.RealS3;
import dev.caravan.support.RealRedis;
import dev.caravan.version.RollBack.Step;
import dev.caravan.version.RollBack.Wish;
import dev.caravan.version.VersionList.Entry;
import dev.caravan.version.VersionList.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RealRedis.class)
class RollBackTest {
    @TempDir
    Path temp;

    private VersionedSite site;
    private String first;
    private String second;

    @BeforeEach
    void twoVersions() throws IOException {
        site = new VersionedSite(temp);
        first = site.publish("first");
        second = site.publish("second");
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void theVersionBeforeIsLiveAgainAndWhatIsStoredFollows() throws IOException {
        String record = "file:/in/" + site.key() + ".las";
        String other = "file:/in/other.las";
        RealRedis.template()
                .opsForHash()
                .put(record, "url", site.address(second).toString());
        RealRedis.template().opsForHash().put(other, "url", "https://elsewhere.example/metadata.json");

        List<Step> steps = roll(null, false);

        assertThat(steps).containsExactly(new Step("here", second, first, site.address(first), true));
        assertThat(site.pointer().version()).isEqualTo(first);
        assertThat(site.pointer().sequence()).isEqualTo(3);
        assertThat(site.versioning().publications.find(site.key(), "here")).hasValueSatisfying(publication -> {
            assertThat(publication.version()).isEqualTo(first);
            assertThat(publication.address()).isEqualTo(site.address(first));
        });
        assertThat(RealRedis.template().opsForHash().get(record, "url"))
                .isEqualTo(site.address(first).toString());
        assertThat(RealRedis.template().opsForHash().get(other, "url"))
                .isEqualTo("https://elsewhere.example/metadata.json");
    }

    @Test
    void theHistorySaysWhoItWas() throws IOException {
        roll(null, false);

        var operations = new Operations(RealRedis.template(), new RedisLink()).iterator(HistoryQuery.ALL);
        var newest = operations.next().record();
        assertThat(newest.operationType()).isEqualTo("roll-back");
        assertThat(newest.user()).isEqualTo("anna");
    }

    @Test
    void aNamedVersionGoesForwardAsWell() throws IOException {
        roll(first, false);

        roll(second, false);

        assertThat(site.pointer().version()).isEqualTo(second);
        assertThat(roll(second, false)).extracting(Step::switched).containsExactly(false);
    }

    @Test
    void aDryRunOnlyProves() throws IOException {
        List<Step> steps = roll(null, true);

        assertThat(steps).containsExactly(new Step("here", second, first, site.address(first), false));
        assertThat(site.pointer().version()).isEqualTo(second);
        assertThat(site.versioning().publications.find(site.key(), "here")).isEmpty();
    }

    @Test
    void aVersionOfWhichAnObjectIsMissingIsRefused() throws IOException {
        site.delete(first, "hierarchy.bin");

        assertThatThrownBy(() -> roll(null, false))
                .isInstanceOf(DamagedVersionException.class)
                .hasMessageContaining(first + "/hierarchy.bin is missing");
        assertThat(site.pointer().version()).isEqualTo(second);
    }

    @Test
    void aVersionOfWhichAnObjectIsAnotherIsRefused() throws IOException {
        site.overwrite(first, "octree.bin", "tsrif");

        assertThatThrownBy(() -> roll(null, true))
                .isInstanceOf(DamagedVersionException.class)
                .hasMessageContaining("octree.bin has the SHA-256");
    }

    @Test
    void whatIsNotThereIsSaid() throws IOException {
        assertThatThrownBy(() -> roll("20200101T000000Z-00000000", false))
                .isInstanceOf(UnknownVersionException.class)
                .hasMessageContaining(first)
                .hasMessageContaining(second);
        assertThatThrownBy(() -> to(new Wish("never/there", null, null, false)))
                .isInstanceOf(UnknownVersionException.class)
                .hasMessageContaining("never/there");
        assertThatThrownBy(() -> to(new Wish(site.key(), "nowhere", null, false)))
                .isInstanceOf(UnknownVersionException.class)
                .hasMessageContaining("nowhere");
        roll(null, false);
        assertThatThrownBy(() -> roll(null, false))
                .isInstanceOf(NoEarlierVersionException.class)
                .hasMessageContaining("before " + first);
    }

    @Test
    void theListShowsWhichIsLiveAndWhichIsKept() throws IOException {
        site.upload("third");

        List<Entry> entries = site.versioning().list.of(site.key(), null);

        assertThat(entries).extracting(Entry::state).containsExactly(State.UNFINISHED, State.LIVE, State.KEPT);
        assertThat(entries).extracting(Entry::version).element(1).isEqualTo(second);
        assertThat(entries.get(1).address()).isEqualTo(site.address(second));
        assertThat(entries.get(1).live()).isNotNull();
        assertThat(entries.get(2).replaced()).isNotNull();
        assertThat(entries.get(2).manifest().objects()).isEqualTo(4);
        assertThat(RealS3.get(entries.get(2).address()).statusCode()).isEqualTo(200);
    }

    private List<Step> roll(String version, boolean dryRun) throws IOException {
        return to(new Wish(site.key(), null, version, dryRun));
    }

    private List<Step> to(Wish wish) throws IOException {
        return site.versioning().rollBack.to(wish, "anna");
    }
}
