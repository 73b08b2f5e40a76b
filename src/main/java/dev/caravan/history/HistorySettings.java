package dev.caravan.history;

import dev.caravan.setting.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * `caravan.history`.
 *
 * @param keep how long an operation, and a day's counts, can be asked for
 */
public record HistorySettings(@DefaultValue("365d") Duration keep) {
    private static final Duration SHORTEST = Duration.ofDays(1);

    public HistorySettings {
        if (keep.compareTo(SHORTEST) < 0) {
            throw new InvalidSettingException("caravan.history.keep", keep, "1d or more");
        }
    }
}
