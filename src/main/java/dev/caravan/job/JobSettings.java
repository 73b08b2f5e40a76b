package dev.caravan.job;

import dev.caravan.setting.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What all stages' workers do unless their endpoint says otherwise (`caravan.jobs`).
 *
 * @param lease how long a worker that has died keeps its job; renewed three times as often
 * @param maximumAttempts at one stage, the first included; a type may have its own
 * @param pollInterval how often a worker looks for jobs that other instances have sent
 * @param resultTtl how long a job that was completed or cancelled can be asked for
 * @param failedTtl how long one that has failed can be asked for, and retried
 */
public record JobSettings(
        @DefaultValue("30s") Duration lease,
        @DefaultValue("5") int maximumAttempts,
        @DefaultValue BackOff backOff,
        @DefaultValue("500ms") Duration pollInterval,
        @DefaultValue("24h") Duration resultTtl,
        @DefaultValue("30d") Duration failedTtl,
        @DefaultValue TypesSettings types) {
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
        if (failedTtl.toMillis() < 1) {
            throw invalid("failed-ttl", failedTtl, "1ms or more");
        }
    }

    /** The defaults. */
    public static JobSettings standard() {
        return of(
                Duration.ofSeconds(30),
                5,
                new BackOff(Duration.ofSeconds(5), 2, Duration.ofMinutes(10), 0.2),
                Duration.ofMillis(500));
    }

    /** With the defaults of everything else. */
    public static JobSettings of(Duration lease, int maximumAttempts, BackOff backOff, Duration pollInterval) {
        TypeSettings type =
                new TypeSettings(Duration.ofHours(1), Duration.ofHours(1), 0, Duration.ZERO, Priority.NORMAL);
        return new JobSettings(
                lease,
                maximumAttempts,
                backOff,
                pollInterval,
                Duration.ofHours(24),
                Duration.ofDays(30),
                new TypesSettings(
                        type,
                        type,
                        type,
                        type,
                        type,
                        ReviewTypeSettings.usual(),
                        ReviewTypeSettings.usual(),
                        type,
                        ReviewTypeSettings.usual(),
                        ReviewTypeSettings.usual()));
    }

    /** What a new job of this type may take for a target of so many bytes. */
    public Limits limits(JobType type, long bytes) {
        TypeSettings own = types.of(type);
        return new Limits(own.timeout(bytes), own.maximumAttempts() == 0 ? maximumAttempts : own.maximumAttempts());
    }

    /** The pause after a job's failed attempt. */
    public Duration pause(JobType type, int attempt) {
        return backOff.startingWith(types.of(type).backOffDelay()).after(attempt);
    }

    /** Of a job that was sent without one. */
    public Priority priority(JobType type) {
        return types.of(type).priority();
    }

    private static InvalidSettingException invalid(String key, Object value, String allowed) {
        return new InvalidSettingException("caravan.jobs." + key, value, allowed);
    }
}
