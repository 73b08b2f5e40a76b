package dev.caravan.history;

import org.jspecify.annotations.Nullable;

/**
 * What became of all operations of one type and size. Durations are those of what went well, in seconds; null when nothing did.
 *
 * @param type a stage, or a type of jobs: then from the job's arrival to its end
 * @param sizeClass of the target: `1MB` is up to 10^6 bytes, `10MB` up to ten times as many …, `larger`, and `all`
 * @param successRate 0 to 1
 * @param p50 the median; as the other percentiles, right to a tenth, see {@link DurationClasses}
 */
public record PerformanceRow(
        String type,
        String sizeClass,
        long count,
        long succeeded,
        long failed,
        long cancelled,
        double successRate,
        @Nullable Double meanSeconds,
        @Nullable Double p50,
        @Nullable Double p90,
        @Nullable Double p99) {}
