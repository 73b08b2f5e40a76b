package dev.caravan.stage.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Says in the scratch directory which process works there. A service that was killed cannot end its converter; whoever cleans up
 * the directory does. A process id is used again by and by, so the start time tells whether it still is that process.
 */
final class ProcessMark {
    private static final String NAME = "process";
    private static final Duration GRACE = Duration.ofSeconds(5);

    private ProcessMark() {}

    static void leave(Path scratch, ProcessHandle process) throws IOException {
        Files.writeString(scratch.resolve(NAME), process.pid() + " " + started(process));
    }

    static void endOrphan(Path scratch) throws IOException {
        String[] mark = read(scratch.resolve(NAME)).split(" ");
        if (mark.length == 2) {
            ProcessHandle.of(Long.parseLong(mark[0]))
                    .filter(process -> mark[1].equals(started(process)))
                    .ifPresent(process -> new ProcessTree(process, GRACE).end());
        }
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private static String read(Path mark) throws IOException {
        try {
            return Files.readString(mark).strip();
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
