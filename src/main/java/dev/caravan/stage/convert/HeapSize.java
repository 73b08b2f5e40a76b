package dev.caravan.stage.convert;

import java.lang.management.ManagementFactory;

/**
 * How much heap a conversion's own Java is given. Decision 15 says where the numbers come from.
 *
 * @param configured bytes for each conversion; 0 for what its input needs
 * @param threads of a conversion
 * @param workers conversions at once
 * @param machine bytes of memory that the machine or the container has
 * @param service bytes that this service's own heap may grow to
 */
record HeapSize(long configured, int threads, int workers, long machine, long service) {
    private static final long LEAST = 256L << 20;
    /** What Java itself, and whoever is not told of anything, may want beside all heaps. */
    private static final long RESERVE = 512L << 20;

    private static final long JAVA = 64L << 20;
    /** Points that one thread builds at a time; more memory makes them no more. */
    private static final long CHUNK_POINTS = 200_000;
    /** A chunk in memory holds each record twice, and this for its order. */
    private static final long ORDER_BYTES = 64;
    /** Nodes and buckets, for which there is one for some thousand points: 1 byte for so many. */
    private static final long POINTS_PER_BYTE = 8;

    static HeapSize of(ConvertSettings settings) {
        return new HeapSize(
                settings.builtin().memory().toBytes(),
                settings.builtin().threadsOrAll(),
                settings.workers(),
                machineMemory(),
                Runtime.getRuntime().maxMemory());
    }

    /** Bytes for a first attempt: what is configured, or what the input needs of a fair share of the machine. */
    long first(Inputs inputs) {
        long share = Math.max(LEAST, machine / 2 / workers);
        return configured > 0 ? configured : Math.max(LEAST, Math.min(share, need(inputs)));
    }

    /** Bytes for an attempt after one that had too few: all that the machine has left beside the service and the other conversions. */
    long again(Inputs inputs) {
        long first = first(inputs);
        long room = machine - service - RESERVE - (workers - 1) * first;
        return Math.max(first, room);
    }

    private long need(Inputs inputs) {
        long points = inputs.points();
        long chunk = Math.min(points, CHUNK_POINTS) * (2L * inputs.recordLength() + ORDER_BYTES);
        // Half of the heap is the converter's, and half of that is for chunks; one more than there are threads waits to
        // be written.
        return JAVA + 4 * chunk * (threads + 1) + points / POINTS_PER_BYTE;
    }

    /** Of the container, when this is one. */
    private static long machineMemory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory() * 4;
    }
}
