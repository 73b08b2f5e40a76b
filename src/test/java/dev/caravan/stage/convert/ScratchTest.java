package dev.caravan.stage.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.support.ARun;
import dev.caravan.workspace.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

    @TempDir
    private Path directory;

    @Test
    void anAttemptBeginsEmptyAndRemovesThoseBeforeIt() throws IOException {
        Path earlier = attempt("job-1.1");
        Path others = attempt("job-12.1");

        Path opened = scratch().open(run("job-1", 2));

        assertThat(opened).isEqualTo(directory("job-1.2")).isEmptyDirectory();
        assertThat(earlier).doesNotExist();
        assertThat(others.resolve("chunk")).exists();
    }

    @Test
    void aSecondOpeningOfTheSameAttemptBeginsEmptyToo() throws IOException {
        attempt("job-1.1");

        assertThat(scratch().open(run("job-1", 1))).isEmptyDirectory();
    }

    @Test
    void whatBelongsToNoLiveJobIsSwept() throws IOException {
        Path live = attempt("live.2");
        Path dead = attempt("dead.1");

        scratch().sweep(Set.of("live")::contains);

        assertThat(live.resolve("chunk")).exists();
        assertThat(dead).doesNotExist();
    }

    @Test
    void whatIsNoAttemptIsLeftAlone() throws IOException {
        Path somebodys = attempt("notes");

        scratch().sweep(job -> false);

        assertThat(somebodys.resolve("chunk")).exists();
    }

    @Test
    void aCommandThatOutlivedItsServiceIsEnded() throws Exception {
        Path dead = attempt("dead.1");
        Process orphan = new ProcessBuilder("sleep", "600").start();
        ProcessMark.leave(dead, orphan.toHandle());

        scratch().sweep(job -> false);

        assertThat(orphan.onExit().get().isAlive()).isFalse();
        assertThat(dead).doesNotExist();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatWasNeverNamedAndHasLostItsParentIsEndedToo() throws Exception {
        Path dead = attempt("dead.1");
        ProcessBuilder parent = new ProcessBuilder("sh", "-c", "sleep 600 & echo $!");
        Orphans.mark(parent.environment(), dead);
        Process started = parent.start();
        ProcessHandle orphan;
        try (BufferedReader said = started.inputReader()) {
            orphan = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
        }
        started.waitFor();

        scratch().sweep(job -> false);

        orphan.onExit().get(1, TimeUnit.MINUTES);
        assertThat(dead).doesNotExist();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatWorksForAnotherAttemptGoesOn() throws Exception {
        attempt("dead.1");
        ProcessBuilder builder = new ProcessBuilder("sleep", "600");
        Orphans.mark(builder.environment(), directory("dead.10"));
        Process other = builder.start();
        try {
            scratch().sweep(job -> false);

            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aProcessThatHasGotTheSameNumberIsNotEnded() throws Exception {
        Path dead = attempt("dead.1");
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(dead.resolve("process"), other.pid() + " 2020-01-01T00:00:00Z");

            scratch().sweep(job -> false);

            assertThat(other.isAlive()).isTrue();
            assertThat(dead).doesNotExist();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aMarkThatWasCutOffByAFullDiskDoesNotStopTheSweep() throws IOException {
        Path dead = attempt("dead.1");
        Files.writeString(dead.resolve("process"), "");

        scratch().sweep(job -> false);

        assertThat(dead).doesNotExist();
    }

    private static ARun run(String id, int attempt) {
        return new ARun(id, attempt);
    }

    private Scratch scratch() {
        return new Scratch(new Workspace(directory));
    }

    private Path directory(String name) {
        return new Workspace(directory).scratch().resolve(name);
    }

    private Path attempt(String name) throws IOException {
        Path attempt = Files.createDirectories(directory(name));
        Files.writeString(attempt.resolve("chunk"), "points");
        return attempt;
    }
}
