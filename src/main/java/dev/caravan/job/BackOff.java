package dev.caravan.job;

import dev.caravan.setting.InvalidSettingException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a job waits after a failed attempt (`caravan.jobs.back-off`).
 *
 * @param delay after the first attempt
 * @param multiplier each further delay is so many times the one before
 * @param maximum no delay is longer, but for the jitter
 * @param jitter the part of the delay that is random, in both directions, so that jobs that failed together do not
 *     return together
 */
public record BackOff(
        @DefaultValue("5s") Duration delay,
        @DefaultValue("2") double multiplier,
        @DefaultValue("10m") Duration maximum,
        @DefaultValue("0.2") double jitter) {

    public BackOff {
        if (delay.isNegative()) {
            throw invalid("delay", delay, "a duration of 0 or more");
        }
        if (!(multiplier >= 1)) {
            throw invalid("multiplier", multiplier, "1 or more");
        }
        if (maximum.compareTo(delay) < 0) {
            throw invalid("maximum", maximum, "at least the delay, " + delay);
        }
        if (!(jitter >= 0 && jitter < 1)) {
            throw invalid("jitter", jitter, "0 or more and less than 1");
        }
    }

    /** The same from another first delay; zero leaves it as it is. */
    BackOff startingWith(Duration first) {
        Duration allowed = first.compareTo(maximum) < 0 ? first : maximum;
        return first.isZero() ? this : new BackOff(allowed, multiplier, maximum, jitter);
    }

    /**
     * The wait before the next attempt.
     *
     * @param attempt the attempt that has failed, counted from 1
     */
    public Duration after(int attempt) {
        double factor = 1 + jitter * ThreadLocalRandom.current().nextDouble(-1, 1);
        return Duration.ofMillis(Math.round(plain(attempt) * factor));
    }

    private double plain(int attempt) {
        return Math.min((double) maximum.toMillis(), delay.toMillis() * Math.pow(multiplier, attempt - 1.0));
    }

    private static InvalidSettingException invalid(String key, Object value, String allowed) {
        return new InvalidSettingException("caravan.jobs.back-off." + key, value, allowed);
    }
}
