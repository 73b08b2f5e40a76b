package dev.caravan.job;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What jobs are given whose size nobody knows before: those that look through everything, and those whose source is elsewhere.
 *
 * @param timeout of one attempt; 0 for none
 * @param maximumAttempts 0 for those of `caravan.jobs`
 * @param backOffDelay after the first failed attempt; 0 for that of `caravan.jobs`
 * @param priority of each
 */
public record ReviewTypeSettings(
        @DefaultValue("0s") Duration timeout,
        @DefaultValue("3") int maximumAttempts,
        @DefaultValue("0s") Duration backOffDelay,
        @DefaultValue("NORMAL") Priority priority) {

    public ReviewTypeSettings {
        settings(timeout, maximumAttempts, backOffDelay, priority);
    }

    static ReviewTypeSettings usual() {
        return new ReviewTypeSettings(Duration.ZERO, 3, Duration.ZERO, Priority.NORMAL);
    }

    TypeSettings settings() {
        return settings(timeout, maximumAttempts, backOffDelay, priority);
    }

    private static TypeSettings settings(
            Duration timeout, int maximumAttempts, Duration backOffDelay, Priority priority) {
        return new TypeSettings(timeout, Duration.ZERO, maximumAttempts, backOffDelay, priority);
    }
}
