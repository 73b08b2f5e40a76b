package dev.caravan.history;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many durations there were of each class. Class k is around 2^(k/4) milliseconds: from 2^((k-0.5)/4) to
 * 2^((k+0.5)/4). So a percentile, which is the middle of its class, is at most a factor of 2^(1/8) from the true one: 9.1 %
 * too long, or 8.3 % too short. The mean is exact.
 */
final class DurationClasses {
    private final TreeMap<Integer, Long> counts = new TreeMap<>();
    private long total;
    private long milliseconds;

    void add(int durationClass, long count) {
        counts.merge(durationClass, count, Long::sum);
        total += count;
    }

    /** @param sum of all durations, those of all classes together */
    void addMilliseconds(long sum) {
        milliseconds += sum;
    }

    /** In seconds; null when there was none. */
    @Nullable
    Double mean() {
        return total == 0 ? null : milliseconds / 1000.0 / total;
    }

    /**
     * The duration, in seconds, that so many of all do not exceed.
     *
     * @param part 0 to 1
     * @return null when there was none
     */
    @Nullable
    Double percentile(double part) {
        long wanted = Math.max(1, (long) Math.ceil(part * total));
        long seen = 0;
        for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
            seen += entry.getValue();
            if (seen >= wanted) {
                return Math.round(Math.pow(2, entry.getKey() / 4.0)) / 1000.0;
            }
        }
        return null;
    }
}
