package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.support.CaravanProcess;
import dev.caravan.support.PosedConverter;
import dev.caravan.support.Site;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service while Redis or S3 is away, and when it is asked to stop: it says so, waits, and goes on by itself. */
class OutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** The shutdown time-out of the site, 2 s, and what processes and the JVM have to end. */
    private static final Duration END = Duration.ofSeconds(2 + 15);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path home;

    private Site site;
    private PosedConverter converter;

    @BeforeEach
    void aSite() throws IOException {
        site = new Site(home);
        converter = new PosedConverter(home.resolve("outside/converter"), Site.aFile(home.resolve("outside/same.las")));
    }

    @AfterEach
    void close() throws IOException {
        site.close();
    }

    @Test
    void withoutRedisItStartsAndSaysSoAndWorksAsSoonAsRedisIsThere() throws IOException {
        site.addFile("early");
        CaravanProcess service = site.start().listening();

        HttpResponse<String> health = service.get("/actuator/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("\"redis\":{\"status\":\"DOWN\"");
        await().atMost(PATIENCE).until(() -> service.output().contains("Redis"));

        site.redis().start();
        isPublished("early");
        await().atMost(PATIENCE).until(() -> service.get("/actuator/health").statusCode() == 200);
    }

    @Test
    void aConversionThatEndsWhileRedisIsAwayIsNotRepeated() throws IOException {
        site.redis().start();
        CaravanProcess service = begin("outlives-redis");

        site.redis().stop();
        await().atMost(PATIENCE)
                .until(() -> service.get("/actuator/health").body().contains("\"redis\":{\"status\":\"DOWN\""));
        converter.release();
        await().atMost(PATIENCE)
                .until(() -> !PosedConverter.anyAlive(converter.runs().get(0)));
        site.redis().start();

        isPublished("outlives-redis");
        assertThat(converter.runs()).hasSize(1);
        assertThat(site.attempts("outlives-redis", "convert")).isEqualTo(1);
    }

    @Test
    void whileS3IsAwayPublishingIsRetriedAndConvertingIsNot() throws IOException {
        site.redis().start();
        begin("waits-for-s3");

        site.s3().stop();
        converter.release();
        await().atMost(PATIENCE).until(() -> site.attempts("waits-for-s3", "publish-s3") > 2);
        assertThat(site.record("waits-for-s3"))
                .containsEntry("stage", "publish")
                .containsEntry("timestamp_s3", "")
                .doesNotContainEntry("timestamp_octree", "");
        assertThat(site.jobLog("waits-for-s3")).contains("publish-s3: INFRASTRUCTURE");
        site.s3().start();

        isPublished("waits-for-s3");
        assertThat(converter.runs()).hasSize(1);
        assertThat(site.attempts("waits-for-s3", "convert")).isEqualTo(1);
    }

    @Test
    void sigtermEndsTheConvertersProcessesAndGivesTheJobBack() throws IOException {
        site.redis().start();
        CaravanProcess service = begin("interrupted");
        List<Long> processes = converter.runs().get(0);

        ProcessHandle.of(service.pid()).orElseThrow().destroy();
        await().atMost(END).until(() -> !service.isAlive());
        // An ended process without a parent counts as alive until init has reaped it.
        await().atMost(END).until(() -> !PosedConverter.anyAlive(processes));
        assertThat(site.job("interrupted"))
                .containsEntry("state", "QUEUED")
                .containsEntry("stage", "convert")
                .containsEntry("attempt", "0");
        assertThat(site.redis().template().opsForZSet().score("queue:convert", site.jobId("interrupted")))
                .isNotNull();
        assertThat(home.resolve("data/scratch")).isEmptyDirectory();

        converter.release();
        site.start(converter);
        isPublished("interrupted");
        assertThat(site.jobLog("interrupted")).doesNotContain("attempt 2 begins");
    }

    /** A service whose converter works at this file, and does not end before the test says so. */
    private CaravanProcess begin(String key) throws IOException {
        converter.hold();
        site.addFile(key);
        CaravanProcess service = site.start(converter).listening();
        await().atMost(PATIENCE).until(() -> converter.runs().size() == 1);
        assertThat(site.job(key)).containsEntry("stage", "convert").containsEntry("state", "RUNNING");
        return service;
    }

    private void isPublished(String key) {
        await(key).atMost(PATIENCE).until(() -> site.completed(key));
        assertThat(site.record(key))
                .containsEntry(
                        "url",
                        site.s3().address("first/" + key + "/metadata.json").toString())
                .doesNotContainEntry("timestamp_s3", "");
    }
}
