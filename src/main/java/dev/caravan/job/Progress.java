package dev.caravan.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a job, or a scan, is (row S1.5).
 *
 * @param phase what is being done, in one word: `distribute`, `build`, `upload`
 * @param percent of the phase, 0 to 100; null when it is not known
 * @param done so many units
 * @param total of so many; null when that is not known
 * @param unit `points`, `bytes` or `files`
 * @param perSecond units a second; null before that can be told
 * @param etaSeconds to the end of all phases, as far as can be told; null before that
 * @param current the file, object or directory in work; null when there is no single one
 * @param peakMemoryBytes of the process that works on it; null when it is the service's own, or not known
 * @param at when this was so
 */
public record Progress(
        String phase,
        @Nullable Double percent,
        long done,
        @Nullable Long total,
        String unit,
        @Nullable Double perSecond,
        @Nullable Double etaSeconds,
        @Nullable String current,
        @Nullable Long peakMemoryBytes,
        Instant at) {

    /** The phase of what others are to do who have not begun; {@link #current} says what they wait for. */
    public static final String PENDING = "pending";

    /** Without speed, time left and memory. */
    public static Progress of(String phase, long done, @Nullable Long total, String unit, @Nullable String current) {
        Double percent = total == null ? null : total == 0 ? 100.0 : 100.0 * Math.min(done, total) / total;
        return new Progress(phase, percent, done, total, unit, null, null, current, null, Instant.now());
    }

    /** As Redis and those who listen get it. */
    public String toJson() {
        return JobFields.toJson(this);
    }

    /** The same, said now, with what memory a process has taken. */
    public Progress withPeakMemory(@Nullable Long bytes) {
        return new Progress(phase, percent, done, total, unit, perSecond, etaSeconds, current, bytes, Instant.now());
    }
}
