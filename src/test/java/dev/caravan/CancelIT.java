package dev.caravan;

import static dev.caravan.support.EditedRoutes.held;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.job.JobControl;
import dev.caravan.job.RedisLink;
import dev.caravan.sample.SampleTerrain;
import dev.caravan.support.CaravanProcess;
import dev.caravan.support.EditedRoutes;
import dev.caravan.support.FaultyProxy;
import dev.caravan.support.PosedConverter;
import dev.caravan.support.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Cancelling and time-outs in the packaged service: processes end, uploads are aborted, scratch is removed, whatever the stage. */
class CancelIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** So long that only an event can be the reason when a run ends. */
    private static final String LONG_LEASE = "--caravan.jobs.lease=10m";

    private static final String TYPE = "--caravan.jobs.types.dataset-conversion.";
    private static final int LARGE = 1_500_000;
    /** Of more than one part. */
    private static final int TWO_PARTS = 500_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path home;

    private Site site;
    private CaravanProcess service;

    @BeforeEach
    void aSite() throws IOException {
        site = new Site(home);
        site.redis().start();
    }

    @AfterEach
    void close() throws IOException {
        site.close();
    }

    @Test
    void aCommandEndsWithAllItsChildrenAlthoughTheyIgnoreTheRequest() throws IOException {
        site.addFile("stubborn");
        start(LONG_LEASE, "--caravan.convert.runner=exec", "--caravan.convert.exec.command=" + stubborn());
        await().atMost(PATIENCE).until(() -> processes().size() == 3);

        cancel("stubborn");

        await().atMost(PATIENCE).until(() -> !PosedConverter.anyAlive(processes()));
        isGone("stubborn");
    }

    @Test
    void aConversionInThisJvmEnds() throws IOException {
        large("here");
        start(LONG_LEASE, "--caravan.convert.builtin.child-from=" + 10 * LARGE);
        await().atMost(PATIENCE).until(() -> scratch().size() == 1);

        cancel("here");

        isGone("here");
    }

    @Test
    void aConversionInAJavaOfItsOwnEnds() throws IOException {
        large("child");
        start(LONG_LEASE, "--caravan.convert.builtin.child-from=0");
        await().atMost(PATIENCE).until(() -> children() == 1);

        cancel("child");

        await().atMost(PATIENCE).until(() -> children() == 0);
        isGone("child");
    }

    @Test
    void aJobThatWaitsLeavesNothingEitherAndOneThatHearsNothingIsComplainedOf() throws IOException {
        EditedRoutes.in(home).holdBefore("verify-prove", "deaf");
        site.addFile("deaf");
        start(LONG_LEASE, "--caravan.verify.workers=1");
        await().atMost(PATIENCE).until(() -> service.output().contains(held("deaf")));
        site.addFile("waits");
        service.post("/api/v1/scan");
        await().atMost(PATIENCE).until(() -> waitsAt("waits", "verify"));
        assertThat(scratch()).hasSize(2);

        cancel("waits");
        await().atMost(PATIENCE).until(() -> scratch().size() == 1);
        assertThat(site.record("waits")).containsEntry("status", "CANCELLED");

        cancel("deaf");
        await().atMost(PATIENCE)
                .until(() -> service.output().contains("job " + site.jobId("deaf") + " was cancelled")
                        && service.output().contains("does not end at verify"));
        assertThat(service.output()).contains("dev.caravan.component.Attempts.process");
    }

    @Test
    void anUploadInPartsIsAborted() throws Exception {
        large("uploaded", TWO_PARTS);
        try (FaultyProxy proxy = new FaultyProxy(site.s3().endpoint())) {
            proxy.answer(
                    request -> request.contains("partNumber=2") ? Optional.of(FaultyProxy.SILENCE) : Optional.empty());
            List<String> settings = new ArrayList<>(site.s3().onlyTarget("slow", proxy.address()));
            settings.add(LONG_LEASE);
            settings.add("--caravan.publish.multipart-threshold=5MB");
            start(settings.toArray(String[]::new));
            proxy.awaitSilence();
            assertThat(site.s3().unfinished()).isNotEmpty();

            cancel("uploaded");

            await().atMost(PATIENCE).until(() -> site.s3().unfinished().isEmpty());
            isGone("uploaded");
        }
    }

    @Test
    void aCommandThatTakesTooLongIsEndedAndTriedAgainAndThenFails() throws IOException {
        site.addFile("slow");
        start(
                "--caravan.jobs.lease=30s",
                TYPE + "timeout=1s",
                TYPE + "maximum-attempts=2",
                "--caravan.convert.runner=exec",
                "--caravan.convert.exec.command=" + stubborn());

        await().atMost(PATIENCE).until(() -> "FAILED".equals(site.record("slow").get("status")));
        isTimedOut("slow", 2);
        assertThat(processes()).hasSize(6);
        assertThat(PosedConverter.anyAlive(processes())).isFalse();
    }

    @Test
    void aConversionInThisJvmThatTakesTooLongIsEnded() throws IOException {
        large("slow");
        start(
                TYPE + "timeout=300ms",
                TYPE + "timeout-per-gigabyte=0s",
                TYPE + "maximum-attempts=1",
                "--caravan.convert.builtin.child-from=" + 10 * LARGE);

        await().atMost(PATIENCE).until(() -> "FAILED".equals(site.record("slow").get("status")));
        isTimedOut("slow", 1);
    }

    private void isTimedOut(String key, int attempts) throws IOException {
        assertThat(site.record(key)).containsEntry("failure", "TIMEOUT").containsEntry("stage", "convert");
        assertThat(site.attempts(key, "convert")).isEqualTo(attempts);
        assertThat(scratch()).isEmpty();
        assertThat(service.output().lines().filter(line -> line.contains("is parked as FAILED")))
                .singleElement()
                .asString()
                .contains(" ERROR ", site.jobId(key), "TIMEOUT");
    }

    /** Nothing of it is left, somebody is named, and nobody was alarmed. */
    private void isGone(String key) throws IOException {
        String job = site.jobId(key);
        await().atMost(PATIENCE).until(() -> scratch().isEmpty());
        await().atMost(PATIENCE).until(() -> site.jobLog(key).contains("ended, because the job was cancelled"));
        assertThat(site.record(key)).containsEntry("status", "CANCELLED").containsEntry("reason", "by the operator");
        assertThat(site.jobLog(key)).contains("cancelled: by the operator");
        assertThat(service.output().lines().filter(line -> line.contains(job)))
                .anyMatch(line -> line.contains("cancelled: by the operator"))
                .noneMatch(line -> line.contains(" WARN ") || line.contains(" ERROR "));
        assertThat(service.output()).doesNotContain(" ERROR ");
    }

    private void start(String... settings) throws IOException {
        service = site.start(settings).listening();
    }

    private void cancel(String key) {
        assertThat(new JobControl(site.redis().template(), new RedisLink()).cancel(site.jobId(key), "by the operator"))
                .isTrue();
    }

    private boolean waitsAt(String key, String stage) {
        var record = site.record(key);
        return "QUEUED".equals(record.get("status")) && stage.equals(record.get("stage"));
    }

    private void large(String key) throws IOException {
        large(key, LARGE);
    }

    private void large(String key, int points) throws IOException {
        SampleTerrain.write(site.fileOf(key), points, 1);
    }

    private List<Path> scratch() throws IOException {
        Path scratch = site.data().resolve("scratch");
        if (!Files.isDirectory(scratch)) {
            return List.of();
        }
        try (Stream<Path> attempts = Files.list(scratch)) {
            return attempts.toList();
        }
    }

    private long children() {
        return ProcessHandle.of(service.pid()).orElseThrow().descendants().count();
    }

    /** A converter with a child and a grandchild, all of which hear no SIGTERM. */
    private Path stubborn() throws IOException {
        Path script = home.resolve("outside/stubborn");
        Files.writeString(script, """
                #!/bin/sh
                trap '' TERM
                echo $$ >> %1$s
                if [ "$1" != 3 ]; then
                  case "$1" in 2) next=3;; *) next=2;; esac
                  "$0" $next &
                fi
                while :; do sleep 0.1; done
                """.formatted(home.resolve("outside/processes")));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private List<Long> processes() throws IOException {
        Path list = home.resolve("outside/processes");
        return Files.exists(list)
                ? Arrays.stream(Files.readString(list).split("\n"))
                        .filter(line -> !line.isEmpty())
                        .map(Long::valueOf)
                        .toList()
                : List.of();
    }
}
