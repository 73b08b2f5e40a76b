package dev.caravan.stage.convert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How often the kernel has killed a process for want of memory, as far as Linux tells.
 *
 * @param counters files with a line `oom_kill N`; the first that can be read counts
 */
record OutOfMemoryKills(List<Path> counters) {
    private static final String COUNT = "oom_kill ";
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    /** In the cgroup of this process, which is that of its children, or else on the whole machine. */
    static OutOfMemoryKills ofThisService() {
        List<Path> counters = new ArrayList<>();
        for (String line : lines(Path.of("/proc/self/cgroup"))) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && parts[0].equals("0")) {
                counters.add(CGROUPS.resolve(parts[2].substring(1)).resolve("memory.events"));
            } else if (parts.length == 3 && List.of(parts[1].split(",")).contains("memory")) {
                counters.add(
                        CGROUPS.resolve("memory").resolve(parts[2].substring(1)).resolve("memory.oom_control"));
            }
        }
        counters.add(CGROUPS.resolve("memory/memory.oom_control"));
        counters.add(Path.of("/proc/vmstat"));
        return new OutOfMemoryKills(counters);
    }

    /** Since the machine or the container was started; 0 where nobody counts. */
    long count() {
        return counters.stream()
                .map(OutOfMemoryKills::count)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .findFirst()
                .orElse(0);
    }

    private static OptionalLong count(Path counter) {
        return lines(counter).stream()
                .filter(line -> line.startsWith(COUNT))
                .mapToLong(line -> Long.parseLong(line.substring(COUNT.length()).strip()))
                .findFirst();
    }

    private static List<String> lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.toList();
        } catch (IOException | UncheckedIOException e) {
            // There is no such counter here, or it is not for us.
            return List.of();
        }
    }
}
