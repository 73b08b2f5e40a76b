package dev.caravan.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The most memory that this process has had. */
final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmHWM:";

    private PeakMemory() {}

    /** @return bytes: resident on Linux; elsewhere what Java's own pools held, which is less */
    static long bytes() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .map(kilobytes -> kilobytes << 10)
                    .findFirst()
                    .orElseGet(PeakMemory::ofPools);
        } catch (IOException e) {
            return ofPools();
        }
    }

    private static long ofPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
