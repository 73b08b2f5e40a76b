package dev.caravan.stage.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Says in the scratch directory which process works there, for {@link Orphans}. A process id is used again by and by, so the start
 * time tells whether it still is that process.
 */
final class ProcessMark {
    private static final String NAME = "process";

    private ProcessMark() {}

    static void leave(Path scratch, ProcessHandle process) throws IOException {
        Files.writeString(scratch.resolve(NAME), process.pid() + " " + started(process));
    }

    /** @return the process that was named there; empty when it has ended, and when none was named */
    static Optional<ProcessHandle> read(Path scratch) throws IOException {
        String[] mark = text(scratch.resolve(NAME)).split(" ");
        return mark.length == 2
                ? ProcessHandle.of(Long.parseLong(mark[0])).filter(process -> mark[1].equals(started(process)))
                : Optional.empty();
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private static String text(Path mark) throws IOException {
        try {
            return Files.readString(mark).strip();
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
