package dev.caravan.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.history.HistoryQuery;
import dev.caravan.history.Operations;
import dev.caravan.job.RedisLink;
import dev.caravan.publication.Publication;
import dev.caravan.s3.Layout;
import dev.caravan.support.RealRedis;
import dev.caravan.version.RollBack.Wish;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RealRedis.class)
class VersionSweepTest {
    @TempDir
    Path temp;

    private VersionedSite site;

    @BeforeEach
    void aSite() {
        site = new VersionedSite(temp);
        site.versioning()
                .publications
                .put(
                        site.key(),
                        new Publication(
                                "here",
                                Layout.VERSIONED,
                                "",
                                "",
                                URI.create("http://here"),
                                null,
                                1,
                                1,
                                Instant.EPOCH,
                                "",
                                null));
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void whatIsBeyondThoseThatAreKeptGoesWhenItsTimeHasCome() throws IOException {
        String oldest = site.publish("1");
        String second = site.publish("2");
        String third = site.publish("3");
        String live = site.publish("4");

        assertThat(sweep()).isEqualTo(new VersionSweepResult(0, 0, 0));
        site.versioning().clock.pass(Duration.ofDays(2));
        assertThat(sweep()).isEqualTo(new VersionSweepResult(1, 0, 0));

        assertThat(site.dataset().versions()).containsExactly(second, third, live);
        assertThat(site.pointer().knows(oldest)).isFalse();
        assertThat(site.pointer().version()).isEqualTo(live);
        var newest = new Operations(RealRedis.template(), new RedisLink())
                .iterator(HistoryQuery.ALL)
                .next()
                .record();
        assertThat(newest.operationType()).isEqualTo("version-delete");
    }

    @Test
    void theNextPublicationSweepsToo() throws IOException {
        String oldest = site.publish("1");
        site.publish("2");
        site.publish("3");
        site.publish("4");
        site.versioning().clock.pass(Duration.ofDays(2));

        site.publish("5");

        assertThat(site.dataset().versions()).hasSize(3).doesNotContain(oldest);
    }

    @Test
    void theLiveOneStaysHoweverOldItIs() throws IOException {
        String oldest = site.publish("1");
        for (int i = 2; i < 6; i++) {
            site.publish("" + i);
        }
        site.versioning().rollBack.to(new Wish(site.key(), null, oldest, false), "anna");
        site.versioning().clock.pass(Duration.ofDays(100));

        assertThat(sweep().replaced()).isEqualTo(2);

        assertThat(site.pointer().version()).isEqualTo(oldest);
        assertThat(site.dataset().versions()).hasSize(3).contains(oldest);
        new VersionProof(site.dataset(), Long.MAX_VALUE)
                .require(site.dataset().version(oldest).orElseThrow().manifest());
    }

    @Test
    void anUploadThatWasNeverFinishedGoesWhenItIsOldAndItsJobHasEnded() throws IOException {
        String live = site.publish("1");
        Version abandoned = site.upload("2");
        site.versioning().uploads.begin("here", site.key(), abandoned.name(), "job-2");
        site.versioning().livingJobs.add("job-2");

        assertThat(sweep().abandoned()).isZero();
        site.versioning().clock.pass(Duration.ofDays(30));
        assertThat(sweep().abandoned()).isZero();
        site.versioning().livingJobs.clear();
        assertThat(sweep().abandoned()).isEqualTo(1);

        assertThat(site.dataset().versions()).containsExactly(live);
        assertThat(site.versioning().uploads.find("here", site.key())).isEmpty();
    }

    @Test
    void aDatasetThatWasNeverPublishedIsFoundByItsAttempt() throws IOException {
        Version abandoned = site.upload("1");
        site.versioning().uploads.begin("here", site.key(), abandoned.name(), "job-1");
        site.versioning().publications.remove(site.key(), "here");
        site.versioning().clock.pass(Duration.ofDays(30));

        assertThat(sweep().abandoned()).isEqualTo(1);

        assertThat(site.dataset().versions()).isEmpty();
    }

    @Test
    void whatSomebodyElseHasInHandIsPassedBy() throws IOException {
        for (int i = 1; i < 5; i++) {
            site.publish("" + i);
        }
        site.versioning().clock.pass(Duration.ofDays(2));

        try (var held = site.versioning().locks.take("here", site.key())) {
            assertThat(sweep()).isEqualTo(new VersionSweepResult(0, 0, 0));
            held.renew();
        }
        assertThat(sweep().replaced()).isEqualTo(1);
    }

    private VersionSweepResult sweep() {
        return site.versioning().sweep.due();
    }
}
