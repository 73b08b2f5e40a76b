package dev.caravan.viewer;

import dev.caravan.setting.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * `caravan.viewer.links`.
 *
 * @param lifetime of a link that is made without one
 * @param longest lifetime that may be asked for; addresses that S3 checks cannot live longer than 7 days
 */
public record LinkSettings(
        @DefaultValue("1h") Duration lifetime,
        @DefaultValue("24h") Duration longest) {
    /** What an S3 server lets a signed address live at most (AWS Signature Version 4, `X-Amz-Expires`). */
    public static final Duration MOST = Duration.ofDays(7);

    public static final Duration LEAST = Duration.ofMinutes(1);

    private static final String KEY = "caravan.viewer.links.";

    public LinkSettings {
        require(longest, MOST, "longest", "a duration from 1m to 7d");
        require(lifetime, longest, "lifetime", "a duration from 1m to caravan.viewer.links.longest");
    }

    /** Whether a link may live so long. */
    public boolean allows(Duration asked) {
        return asked.compareTo(LEAST) >= 0 && asked.compareTo(longest) <= 0;
    }

    private static void require(Duration value, Duration most, String key, String rule) {
        if (value.compareTo(LEAST) < 0 || value.compareTo(most) > 0) {
            throw new InvalidSettingException(KEY + key, value, rule);
        }
    }
}
