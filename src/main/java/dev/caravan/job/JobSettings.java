package dev.caravan.job;

import dev.caravan.setting.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What all stages' workers do unless their endpoint says otherwise (`caravan.jobs`).
 *
 * @param lease how long a worker that has died keeps its job; renewed three times as often
 * @param maximumAttempts at one stage, the first included
 * @param pollInterval how often a worker looks for jobs that other instances have sent
 * @param resultTtl how long a job that was completed or cancelled can be asked for
 */
public record JobSettings(
        @DefaultValue("30s") Duration lease,
        @DefaultValue("5") int maximumAttempts,
        @DefaultValue BackOff backOff,
        @DefaultValue("500ms") Duration pollInterval,
        @DefaultValue("24h") Duration resultTtl) {
    private static final Duration SHORTEST_LEASE = Duration.ofMillis(300);

    public JobSettings {
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw invalid("lease", lease, "at least 300ms");
        }
        if (maximumAttempts < 1) {
            throw invalid("maximum-attempts", maximumAttempts, "1 or more");
        }
        if (pollInterval.toMillis() < 1) {
            throw invalid("poll-interval", pollInterval, "1ms or more");
        }
        if (resultTtl.toMillis() < 1) {
            throw invalid("result-ttl", resultTtl, "1ms or more");
        }
    }

    private static InvalidSettingException invalid(String key, Object value, String allowed) {
        return new InvalidSettingException("caravan.jobs." + key, value, allowed);
    }
}
