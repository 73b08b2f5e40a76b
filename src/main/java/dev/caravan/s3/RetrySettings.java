package dev.caravan.s3;

import dev.caravan.setting.InvalidSettingException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often a request is made before its job's attempt fails (`caravan.publish.retry`).
 *
 * @param tries of one request, the first included
 * @param delay before the second; each further one is twice as long
 * @param maximum no delay is longer
 * @param stall how long not one byte of a content may be taken, until its connection is ended and made again
 * @param patience how long the server may be silent when it is to answer; after a content a second more for each MiB
 */
public record RetrySettings(
        @DefaultValue("5") int tries,
        @DefaultValue("200ms") Duration delay,
        @DefaultValue("20s") Duration maximum,
        @DefaultValue("30s") Duration stall,
        @DefaultValue("30s") Duration patience) {
    private static final long MEBIBYTE = 1 << 20;
    private static final Duration SHORTEST = Duration.ofMillis(100);

    public RetrySettings {
        if (tries < 1 || tries > 100) {
            throw invalid("tries", tries, "a number from 1 to 100");
        }
        if (delay.isNegative()) {
            throw invalid("delay", delay, "a duration of 0 or more");
        }
        if (maximum.compareTo(delay) < 0) {
            throw invalid("maximum", maximum, "at least the delay, " + delay);
        }
        if (stall.compareTo(SHORTEST) < 0) {
            throw invalid("stall", stall, "a duration of 100ms or more");
        }
        if (patience.compareTo(SHORTEST) < 0) {
            throw invalid("patience", patience, "a duration of 100ms or more");
        }
    }

    /** The defaults. */
    public static RetrySettings usual() {
        return new RetrySettings(
                5, Duration.ofMillis(200), Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    /** Half to all of the plain delay: requests that failed together do not return together. */
    Duration after(int failures) {
        double plain = Math.min(maximum.toMillis(), delay.toMillis() * Math.pow(2, failures - 1.0));
        return Duration.ofMillis(Math.round(plain * ThreadLocalRandom.current().nextDouble(0.5, 1)));
    }

    /** How long the server may be silent after so much content: it may have to write it somewhere first. */
    Duration answer(long bytes) {
        return patience.plusSeconds(bytes / MEBIBYTE);
    }

    /** Of the times in which something has to move. */
    Duration shortest() {
        return stall.compareTo(patience) < 0 ? stall : patience;
    }

    private static InvalidSettingException invalid(String key, Object value, String allowed) {
        return new InvalidSettingException("caravan.publish.retry." + key, value, allowed);
    }
}
