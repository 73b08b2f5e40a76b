package dev.caravan.stage.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.converter.NotEnoughMemoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFailureTest {
    @TempDir
    private Path directory;

    @Test
    void aKillWhileTheKernelWasShortOfMemoryIsTooLittleMemory() throws IOException {
        assertThat(failure(true).of(137))
                .isInstanceOf(NotEnoughMemoryException.class)
                .hasMessageContaining("kill for want of memory");
    }

    @Test
    void anotherKillIsNot() throws IOException {
        assertThat(failure(false).of(137))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("SIGKILL");
        assertThat(failure(true).of(139)).isExactlyInstanceOf(IOException.class);
    }

    @Test
    void killsAreCountedByTheFirstCounterThatThereIs() throws IOException {
        Path events = Files.writeString(
                directory.resolve("memory.events"), "low 0\nhigh 3\nmax 7\noom 2\noom_kill 4\noom_group_kill 9\n");
        Path machine = Files.writeString(directory.resolve("vmstat"), "nr_free_pages 5\noom_kill 11\n");

        assertThat(new OutOfMemoryKills(List.of(directory.resolve("none"), events, machine)).count())
                .isEqualTo(4);
        assertThat(new OutOfMemoryKills(List.of(directory.resolve("none"))).count())
                .isZero();
        assertThat(OutOfMemoryKills.ofThisService().count()).isNotNegative();
    }

    private ProcessFailure failure(boolean shortOfMemory) {
        return new ProcessFailure("converter", new OutputLog(line -> {}, 100), directory, shortOfMemory);
    }
}
