package dev.caravan.stage.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.dataset.SourceFile;
import dev.caravan.support.SourceTree;
import dev.caravan.support.StandingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SettlingTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path root;

    private final StandingClock clock = new StandingClock();

    @Test
    void aFileSettlesWhenItHasBeenLeftAloneForTheSettleTime() throws Exception {
        SourceFile file = fileOf(clock.instant().minusSeconds(59));
        assertThat(settled(MINUTE, file)).isFalse();
        clock.pass(Duration.ofSeconds(1));
        assertThat(settled(MINUTE, file)).isTrue();
    }

    @Test
    void aSettleTimeOfZeroTakesEverything() throws Exception {
        assertThat(settled(Duration.ZERO, fileOf(clock.instant()))).isTrue();
        assertThat(settled(Duration.ZERO, fileOf(clock.instant().plusSeconds(3600))))
                .isTrue();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no inode change time")
    void aTimeInTheFutureIsJudgedByTheTimeTheEntryChanged() throws Exception {
        SourceFile file = fileOf(Instant.parse("2099-01-01T00:00:00Z"));
        assertThat(settled(MINUTE, file)).isFalse();
        clock.pass(Duration.ofSeconds(90));
        assertThat(settled(MINUTE, file)).isTrue();
    }

    @Test
    void aFileThatVanishedIsNotSettled() {
        SourceFile file =
                new SourceFile(root.resolve("gone.las"), 1, clock.instant().plusSeconds(60));
        assertThat(settled(MINUTE, file)).isFalse();
    }

    private boolean settled(Duration settle, SourceFile file) {
        return new Settling(settle, clock).settled(file);
    }

    private SourceFile fileOf(Instant modified) throws Exception {
        return SourceFile.read(new SourceTree(root).file("a.las", "LASF", modified));
    }
}
