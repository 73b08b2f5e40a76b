package dev.caravan.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.support.CaravanProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * `kill -9` of the packaged service at random moments, again and again, while files are replaced, converted and uploaded in parts, and
 * readers follow the pointers: every dataset ends complete and verified, nothing is sent twice beyond what was in flight ({@link Tally}),
 * nothing is converted twice but what was cut off, and nothing is left over. {@code -Dstorm.kills} and {@code -Dstorm.seed} choose
 * another storm.
 */
@Tag("slow")
class CrashStormIT {
    private static final int KILLS = Integer.getInteger("storm.kills", 100);
    private static final long SEED = Long.getLong("storm.seed", System.nanoTime());
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LONGEST_START_MS = 5_000;
    private static final int LONGEST_LIFE_MS = 6_000;
    private static final int LONGEST_UPLOAD_MS = 2_500;
    private static final int POLL_MS = 20;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path home;

    private final Random random = new Random(SEED);
    private final List<Death> deaths = new ArrayList<>();
    private final long began = System.nanoTime();
    private StormySite storm;
    private Datasets datasets;
    private int duringStart;

    @BeforeEach
    void aSiteWithReaders() throws IOException {
        storm = new StormySite(home);
        datasets = new Datasets(storm.site(), storm.published());
    }

    @AfterEach
    void close() throws IOException {
        datasets.close();
        storm.close();
    }

    @Test
    void nothingIsLostSentTwiceOrLeftOverThoughTheServiceIsKilledAgainAndAgain() throws IOException {
        for (int life = 0; life < KILLS; life++) {
            liveAndDie(life);
        }
        everythingIsPublished(storm.start(KILLS).listening());
        storm.startSweeping(KILLS + 1).listening();
        nothingIsLeftOver();
        Tally tally = new Tally(storm.proxy().requests(), deaths);
        Attempts conversions = new Attempts(storm.site().data().resolve("logs/jobs"), "convert");
        report(tally, conversions);

        assertThat(storm.proxy().faults()).isEmpty();
        assertThat(datasets.readersFaults()).isEmpty();
        datasets.haveBeenRead();
        datasets.areWhole();
        assertThat(tally.needless()).isEmpty();
        assertThat(tally.mostAfterOneKill()).isLessThanOrEqualTo(StormySite.CONNECTIONS);
        assertThat(tally.sentIn(KILLS + 1)).isEmpty();
        assertThat(conversions.needless(deaths)).isEmpty();
        assertThat(storm.site().data().resolve("scratch")).isEmptyDirectory();
    }

    /** From the start of the service to its kill: while it starts, at any moment of its work, or while it uploads. */
    private void liveAndDie(int life) throws IOException {
        datasets.replaceSometimes(random);
        CaravanProcess service = storm.start(life);
        switch (random.nextInt(5)) {
            case 0 -> startsOnly(service);
            case 1, 2 -> works(service);
            default -> uploads(service);
        }
        long at = System.nanoTime();
        service.kill();
        Death death = Death.seen(at, storm.site());
        deaths.add(death);
        System.out.printf("kill %d of %d: %s%n", life + 1, KILLS, death);
    }

    private void startsOnly(CaravanProcess service) {
        duringStart++;
        runs(service, LONGEST_START_MS);
    }

    private void works(CaravanProcess service) throws IOException {
        service.listening();
        runs(service, LONGEST_LIFE_MS / 2);
        if (datasets.replaceSometimes(random)) {
            // 409 while another scan is under way; what that one has passed by, the next life finds.
            assertThat(service.post("/api/v1/scan").statusCode()).isIn(200, 409);
        }
        runs(service, LONGEST_LIFE_MS / 2);
    }

    /** Until some moment after a part has begun, if one does. */
    private void uploads(CaravanProcess service) {
        service.listening();
        for (int time = 0; time < LONGEST_LIFE_MS / POLL_MS && !storm.proxy().partHasBegun(); time++) {
            assertThat(service.runsFor(Duration.ofMillis(POLL_MS)))
                    .as(service.output())
                    .isTrue();
        }
        runs(service, LONGEST_UPLOAD_MS);
    }

    /** Random is when it is killed, and that it has not ended by itself is to be seen as well. */
    private void runs(CaravanProcess service, int longestMillis) {
        assertThat(service.runsFor(Duration.ofMillis(random.nextInt(longestMillis))))
                .as(service.output())
                .isTrue();
    }

    private void everythingIsPublished(CaravanProcess service) {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            assertThat(service.post("/api/v1/scan").statusCode()).isEqualTo(200);
            assertThat(datasets.unfinished()).isEmpty();
        });
        assertThat(service.stop()).isNotNegative();
    }

    private void nothingIsLeftOver() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            assertThat(storm.site().s3().unfinished()).isEmpty();
            assertThat(storm.site().redis().template().hasKey("uploads")).isFalse();
            assertThat(storm.keys()).isEqualTo(new TreeSet<>(datasets.keys()));
        });
    }

    private void report(Tally tally, Attempts conversions) {
        System.out.printf(
                "storm.seed=%d: %d kills, %d of them while the service started, in %d s%n",
                SEED,
                deaths.size(),
                duringStart,
                Duration.ofNanos(System.nanoTime() - began).toSeconds());
        System.out.printf(
                "%d datasets, %d versions written, %d read whole by readers; %d conversions in %d attempts%n",
                datasets.count(), datasets.written(), datasets.versionsRead(), conversions.jobs(), conversions.all());
        System.out.println(tally);
    }
}
