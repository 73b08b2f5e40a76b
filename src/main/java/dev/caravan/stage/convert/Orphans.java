package dev.caravan.stage.convert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The processes that still work in an attempt's scratch directory after their service was killed. Each gets the directory's name in
 * its environment, which its children inherit: Linux shows it from a process's first moment on, whatever has become of its parents and
 * of the clock. Where the system does not show it there is the file of {@link ProcessMark}.
 */
final class Orphans {
    private static final String VARIABLE = "CARAVAN_ATTEMPT";
    private static final Duration GRACE = Duration.ofSeconds(5);

    private Orphans() {}

    /** To be called for each process before it starts. */
    static void mark(Map<String, String> environment, Path scratch) {
        environment.put(VARIABLE, name(scratch));
    }

    static void end(Path scratch) throws IOException {
        String entry = VARIABLE + "=" + name(scratch);
        List<ProcessHandle> found = Stream.concat(
                        ProcessMark.read(scratch).stream(),
                        ProcessHandle.allProcesses().filter(process -> hasEnvironment(process, entry)))
                .toList();
        new ProcessTree(found, GRACE).end();
    }

    /** The identifier of a job is in it, so no other service has one of the same name. */
    private static String name(Path scratch) {
        return scratch.getFileName().toString();
    }

    private static boolean hasEnvironment(ProcessHandle process, String entry) {
        Path environment = Path.of("/proc", String.valueOf(process.pid()), "environ");
        try {
            String entries = new String(Files.readAllBytes(environment), StandardCharsets.ISO_8859_1);
            return Arrays.asList(entries.split("\0")).contains(entry);
        } catch (IOException e) {
            // It has ended, is somebody else's, or this is no Linux.
            return false;
        }
    }
}
