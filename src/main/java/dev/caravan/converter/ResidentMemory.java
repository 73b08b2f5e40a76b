package dev.caravan.converter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The memory that processes have had, as Linux tells it. */
public final class ResidentMemory {
    private static final String PEAK = "VmHWM:";

    private ResidentMemory() {}

    /** @return the most bytes that the process has had so far; empty when it has ended, and where the system does not tell */
    public static OptionalLong peakOf(long pid) {
        Path status = Path.of("/proc", String.valueOf(pid), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(kilobytes -> Long.parseLong(kilobytes) << 10)
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            // It has ended, or this is no Linux.
            return OptionalLong.empty();
        }
    }
}
