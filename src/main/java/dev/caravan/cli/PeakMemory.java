package dev.caravan.cli;

import dev.caravan.converter.ResidentMemory;
import java.lang.management.ManagementFactory;

/** The most memory that this process has had. */
final class PeakMemory {

    private PeakMemory() {}

    /** @return bytes: resident on Linux; elsewhere what Java's own pools held, which is less */
    static long bytes() {
        return ResidentMemory.peakOf(ProcessHandle.current().pid()).orElseGet(PeakMemory::ofPools);
    }

    private static long ofPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
