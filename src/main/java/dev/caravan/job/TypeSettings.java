package dev.caravan.job;

import dev.caravan.setting.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What jobs of one type are given (`caravan.jobs.types.<type>`).
 *
 * @param timeout of one attempt at one stage; 0 for none
 * @param timeoutPerGigabyte beyond that, for each 10^9 bytes of the target
 * @param maximumAttempts at one stage; 0 for those of `caravan.jobs`
 * @param backOffDelay after the first failed attempt; 0 for that of `caravan.jobs`
 * @param priority of those that were sent without one
 */
public record TypeSettings(
        @DefaultValue("1h") Duration timeout,
        @DefaultValue("1h") Duration timeoutPerGigabyte,
        @DefaultValue("0") int maximumAttempts,
        @DefaultValue("0s") Duration backOffDelay,
        @DefaultValue("NORMAL") Priority priority) {

    public TypeSettings {
        require("timeout", timeout, !timeout.isNegative(), "a duration, for instance 1h, or 0s for none");
        require(
                "timeout-per-gigabyte",
                timeoutPerGigabyte,
                !timeoutPerGigabyte.isNegative(),
                "a duration of 0 or more");
        require("maximum-attempts", maximumAttempts, maximumAttempts >= 0, "0 or more");
        require("back-off-delay", backOffDelay, !backOffDelay.isNegative(), "a duration of 0 or more");
    }

    /** For a target of so many bytes. */
    Duration timeout(long bytes) {
        return timeout.isZero()
                ? timeout
                : timeout.plusMillis(Math.round(timeoutPerGigabyte.toMillis() * (bytes / 1e9)));
    }

    private static void require(String key, Object value, boolean right, String allowed) {
        if (!right) {
            throw new InvalidSettingException("caravan.jobs.types.*." + key, value, allowed);
        }
    }
}
