package dev.caravan;

import static dev.caravan.support.EditedRoutes.held;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.support.CaravanProcess;
import dev.caravan.support.EditedRoutes;
import dev.caravan.support.OctreeReader;
import dev.caravan.support.PosedConverter;
import dev.caravan.support.Site;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** `kill -9` of the packaged service while jobs are at every place of the pipeline: nothing is lost, nothing done twice. */
class KillIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> STAGES = List.of("convert", "verify", "publish", "publish-s3", "record");
    private static final int TARGETS = 2;
    /** Datasets held in front of a stage's work, and after it: the key tells the place, the value the stage. */
    private static final Map<String, String> BEFORE = Map.of(
            "before-convert", "convert",
            "before-verify", "verify",
            "before-publish", "publish",
            "before-record", "record");

    private static final Map<String, String> AFTER = Map.of(
            "converted", "convert",
            "kept", "verify",
            "proven", "verify",
            "described", "publish",
            "uploaded", "publish-s3",
            "noted", "publish-s3",
            "recorded", "record");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path home;

    private Site site;
    private OctreeReader reader;

    @BeforeEach
    void aSiteWithAReader() throws IOException {
        site = new Site(home);
        site.redis().start();
        reader = new OctreeReader(home.resolve("outside/reader"), Site.POINTS);
    }

    @AfterEach
    void close() throws IOException {
        reader.close();
        site.close();
    }

    @Test
    void aKillAtAnyPlaceLosesNothingAndPublishesOnce() throws IOException {
        killInFrontOfEachStagesWork();
        killAfterEachStagesWork();

        EditedRoutes.in(home);
        site.start().listening();
        AFTER.forEach(this::isDoneAfterAKill);
        everythingWasPublishedOnce();
    }

    private void killInFrontOfEachStagesWork() throws IOException {
        EditedRoutes.in(home)
                .holdBefore("claim-done", "claimed")
                .holdBefore("convert-by-runner", "before-convert")
                .holdBefore("verify-prove", "before-verify")
                .holdBefore("publish-manifest", "before-publish")
                .holdBefore("record-published", "before-record");
        add(BEFORE);
        CaravanProcess service = site.start().listening();
        BEFORE.forEach((key, stage) -> isHeld(service, key, stage));
        String claim = killBetweenClaimAndQueue(service);

        assertThat(reader.seen()).containsExactlyInAnyOrderElementsOf(octrees("before-record"));
        assertThat(site.redis().template().hasKey("job:" + claim)).isFalse();
    }

    /** The scan waits where the file is claimed, so this file comes last. Returns the claim. */
    private String killBetweenClaimAndQueue(CaravanProcess service) throws IOException {
        await().atMost(PATIENCE).until(() -> service.post("/api/v1/scan").statusCode() == 200);
        add("claimed");
        var scan = CompletableFuture.supplyAsync(() -> service.post("/api/v1/scan"));
        await().atMost(PATIENCE).until(() -> service.output().contains(held("claimed")));
        assertThat(site.record("claimed")).containsEntry("status", "CLAIMED");
        String claim = site.jobId("claimed");

        service.kill();
        assertThatThrownBy(scan::join).hasRootCauseInstanceOf(IOException.class);
        return claim;
    }

    private void killAfterEachStagesWork() throws IOException {
        EditedRoutes.in(home)
                .holdBefore("convert-done", "converted")
                .holdAfter("verify-keep", "kept")
                .holdAfter("verify-record", "proven")
                .holdAfter("publish-manifest", "described")
                .holdUploadAfter("publish-builtin-upload", "uploaded", "first")
                .holdUploadAfter("publish-s3-note", "noted", "second")
                .holdAfter("record-published", "recorded");
        CaravanProcess service = site.start().listening();
        BEFORE.forEach(this::isDoneAfterAKill);
        isDone("claimed");
        STAGES.forEach(stage -> hasAttempts("claimed", stage, once(stage)));

        add(AFTER);
        assertThat(service.post("/api/v1/scan").statusCode()).isEqualTo(200);
        AFTER.forEach((key, stage) -> isHeld(service, key, stage));
        assertThat(site.data().resolve("octrees/kept.octree")).isDirectory();
        assertThat(site.record("kept")).doesNotContainKey("points");
        service.kill();
    }

    private void add(Map<String, String> held) throws IOException {
        for (String key : held.keySet()) {
            add(key);
        }
    }

    private void add(String key) throws IOException {
        octrees(key).forEach(reader::watch);
        site.addFile(key);
    }

    private List<URI> octrees(String key) {
        return Stream.of("first/", "second/")
                .map(target -> site.s3().address(target + key + "/"))
                .toList();
    }

    private void isHeld(CaravanProcess service, String key, String stage) {
        await(key).atMost(PATIENCE).until(() -> service.output().contains(held(key)));
        // The uploads are jobs of their own, for which the dataset's waits where they were made.
        String own = stage.equals("publish-s3") ? "publish" : stage;
        assertThat(site.job(key)).containsEntry("stage", own).containsEntry("state", "RUNNING");
    }

    private void isDone(String key) {
        await(key).atMost(PATIENCE).until(() -> site.completed(key));
        await(key).atMost(PATIENCE).untilAsserted(() -> assertThat(reader.seen())
                .as("whole octrees; faults: " + reader.faults())
                .containsAll(octrees(key)));
    }

    /** The attempt that was killed, and one more; no other stage was repeated. */
    private void isDoneAfterAKill(String key, String killedAt) {
        isDone(key);
        STAGES.forEach(stage -> hasAttempts(key, stage, once(stage) + (stage.equals(killedAt) ? 1 : 0)));
    }

    private static int once(String stage) {
        return stage.equals("publish-s3") ? TARGETS : 1;
    }

    private void hasAttempts(String key, String stage, int attempts) {
        try {
            assertThat(site.attempts(key, stage)).as(key + " at " + stage).isEqualTo(attempts);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void everythingWasPublishedOnce() {
        int files = BEFORE.size() + AFTER.size() + 1;
        int jobs = files * (1 + TARGETS);
        assertThat(site.jobs()).hasSize(jobs);
        assertThat(site.redis().template().opsForValue().get("queue:arrivals")).isEqualTo("" + jobs);
        assertThat(site.redis().template().hasKey("jobs:failed")).isFalse();
        assertThat(site.data().resolve("scratch")).isEmptyDirectory();
        assertThat(reader.faults()).isEmpty();
    }

    @Test
    void aConverterThatOutlivesItsServiceIsEndedByTheNextAttempt() throws IOException {
        PosedConverter converter =
                new PosedConverter(home.resolve("outside/converter"), Site.aFile(home.resolve("outside/same.las")));
        converter.hold();
        add("orphaned");
        CaravanProcess service = site.start(converter).listening();
        await().atMost(PATIENCE).until(() -> converter.runs().size() == 1);
        List<Long> orphans = converter.runs().get(0);

        service.kill();
        assertThat(orphans).allMatch(process -> ProcessHandle.of(process).isPresent());

        site.start(converter).listening();
        await().atMost(PATIENCE).until(() -> converter.runs().size() == 2);
        assertThat(PosedConverter.anyAlive(orphans)).isFalse();
        converter.release();
        isDoneAfterAKill("orphaned", "convert");
        assertThat(site.data().resolve("scratch")).isEmptyDirectory();
        assertThat(reader.faults()).isEmpty();
    }
}
