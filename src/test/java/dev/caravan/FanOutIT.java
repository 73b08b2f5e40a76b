package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.support.CaravanProcess;
import dev.caravan.support.Site;
import dev.caravan.support.StoppableS3;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service with two targets in two servers, of which one is away. */
class FanOutIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path home;

    private Site site;
    private StoppableS3 far;

    @BeforeEach
    void aSiteWithAFarServerThatIsAway() throws IOException {
        site = new Site(home);
        site.redis().start();
        far = new StoppableS3(home.resolve("outside/far"));
        far.stop();
    }

    @AfterEach
    void close() throws IOException {
        site.close();
        far.close();
    }

    @Test
    void theTargetThatIsThereHasItAtOnceAndTheDatasetWaitsForTheOther() throws IOException {
        site.addFile("a");
        CaravanProcess service = site.start(targets("true")).listening();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> isIn("near"));
        await().atMost(PATIENCE).until(() -> site.attempts("a", "publish-s3") > 2);
        assertThat(site.record("a"))
                .containsEntry("status", "RUNNING")
                .containsEntry("stage", "publish")
                .containsEntry("timestamp_s3", "");
        assertThat(service.get("/api/v1/files/why?path=" + site.fileOf("a")).body())
                .contains("1 of 2 done; waiting for target far (");

        far.start();

        await().atMost(PATIENCE).until(() -> site.completed("a"));
        assertThat(isIn("far")).isTrue();
        assertThat(site.record("a")).containsEntry("published_to", "near far");
    }

    @Test
    void anOptionalTargetThatIsAwayHoldsNobodyBack() throws IOException {
        site.addFile("a");
        CaravanProcess service = site.start(targets("false")).listening();

        await().atMost(PATIENCE).ignoreExceptions().until(() -> site.completed("a"));

        assertThat(site.record("a")).containsEntry("published_to", "near");
        assertThat(isIn("far")).isFalse();
        assertThat(service.get("/api/v1/publications").body())
                .contains("\"near\"")
                .doesNotContain("\"far\"");
    }

    @Test
    void aTargetThatIsTakenOutOfTheConfigurationIsWaitedForNoMore() throws IOException {
        site.addFile("a");
        CaravanProcess service = site.start(targets("true")).listening();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> isIn("near"));
        await().atMost(PATIENCE).until(() -> site.attempts("a", "publish-s3") > 2);
        service.stop();

        CaravanProcess without = site.start(
                        site.s3().onlyTarget("near", site.s3().endpoint()).stream()
                                .toArray(String[]::new))
                .listening();

        await().atMost(PATIENCE).until(() -> site.completed("a"));
        assertThat(site.record("a")).containsEntry("published_to", "near");
        assertThat(without.get("/api/v1/operations?job=" + site.record("a").get("job"))
                        .body())
                .contains("target 'far' is no longer configured: caravan.publish.targets has [near]")
                .contains("\"BAD_INPUT\"");
    }

    private boolean isIn(String target) {
        return site.redis().template().opsForHash().hasKey("published:a", target);
    }

    private String[] targets(String required) {
        return Stream.of(
                        site.s3().onlyTarget("near", site.s3().endpoint()).stream(),
                        far.onlyTarget("far", far.endpoint()).stream()
                                .map(setting -> setting.replace("targets[0]", "targets[1]")),
                        Stream.of("--caravan.publish.targets[1].required=" + required))
                .flatMap(Function.identity())
                .toArray(String[]::new);
    }
}
