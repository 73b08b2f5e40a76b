package dev.caravan.converter;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a conversion may use. The result does not depend on it, but for the time.
 *
 * @param threads that decode and build, at least 1
 * @param memory bytes for points, buffers and sorting, beside what Java itself needs; at least {@link #LEAST_MEMORY}
 * @param scratch directory for temporary files; null for the output's parent
 */
public record Resources(int threads, long memory, @Nullable Path scratch) {
    public static final long LEAST_MEMORY = 64L << 20;

    public Resources {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", expected at least 1");
        }
        if (memory < LEAST_MEMORY) {
            throw new IllegalArgumentException("memory is " + memory + " bytes, expected at least " + LEAST_MEMORY);
        }
    }

    /** All processors, and half of the heap that this Java may have: what the machine or the container grants. */
    public static Resources ofMachine() {
        Runtime java = Runtime.getRuntime();
        return new Resources(java.availableProcessors(), Math.max(LEAST_MEMORY, java.maxMemory() / 2), null);
    }

    public Resources withScratch(@Nullable Path directory) {
        return new Resources(threads, memory, directory);
    }

    public Resources withThreads(int number) {
        return new Resources(number, memory, scratch);
    }

    public Resources withMemory(long bytes) {
        return new Resources(threads, bytes, scratch);
    }
}
