package dev.caravan.doctor.check;

import java.lang.management.ManagementFactory;

/**
 * The memory that there is.
 *
 * @param heap bytes that this Java's heap may grow to (-Xmx)
 * @param machine bytes of the machine, or of the container
 */
public record Memory(long heap, long machine) {

    public static Memory ofThisJava() {
        long heap = Runtime.getRuntime().maxMemory();
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine
                ? new Memory(heap, machine.getTotalMemorySize())
                : new Memory(heap, 4 * heap);
    }
}
