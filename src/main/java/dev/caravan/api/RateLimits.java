package dev.caravan.api;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A token bucket for each caller; the ten thousand who have called last are remembered. */
class RateLimits {
    private static final int MOST_CALLERS = 10_000;

    private final LimitSettings settings;
    private final TimeMeter time;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    RateLimits(LimitSettings settings, TimeMeter time) {
        this.settings = settings;
        this.time = time;
    }

    /** @return how long the caller has to wait before the request is let through; zero when it is */
    Duration take(String caller) {
        ConsumptionProbe probe = bucket(caller).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /** How many are remembered. */
    int callers() {
        synchronized (buckets) {
            return buckets.size();
        }
    }

    private Bucket bucket(String caller) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(caller, key -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(settings.burst())
                            .refillGreedy(settings.requestsPerSecond(), Duration.ofSeconds(1)))
                    .withCustomTimePrecision(time)
                    .build());
        }
    }
}
