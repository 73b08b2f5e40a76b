package dev.caravan.file;

import java.time.Instant;
import java.util.Map;

/**
 * How many files have a record.
 *
 * @param byStatus by the names of {@link FileStatus}, and {@link FileFilter#UNKNOWN}; a status that no file has is left out
 * @param at when they were counted
 */
public record FileCounts(Map<String, Long> byStatus, Instant at) {

    public FileCounts {
        byStatus = Map.copyOf(byStatus);
    }

    public long count() {
        return byStatus.values().stream().mapToLong(Long::longValue).sum();
    }
}
