package dev.caravan.api;

import dev.caravan.setting.InvalidSettingException;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * `caravan.api.limits`.
 *
 * @param requestsPerSecond of one caller, in the long run
 * @param burst requests that a caller who has been quiet may send at once
 * @param maximumBody of one request; it is held in memory
 */
public record LimitSettings(
        @DefaultValue("50") int requestsPerSecond,
        @DefaultValue("100") int burst,
        @DefaultValue("1MB") DataSize maximumBody) {
    private static final String KEY = "caravan.api.limits.";
    private static final int MOST_REQUESTS = 100_000;
    private static final DataSize LEAST_BODY = DataSize.ofKilobytes(1);
    private static final DataSize MOST_BODY = DataSize.ofMegabytes(100);

    public LimitSettings {
        requireNumber("requests-per-second", requestsPerSecond);
        requireNumber("burst", burst);
        if (maximumBody.compareTo(LEAST_BODY) < 0 || maximumBody.compareTo(MOST_BODY) > 0) {
            throw new InvalidSettingException(KEY + "maximum-body", maximumBody, "a size from 1KB to 100MB");
        }
    }

    private static void requireNumber(String key, int value) {
        if (value < 1 || value > MOST_REQUESTS) {
            throw new InvalidSettingException(KEY + key, value, "a number from 1 to " + MOST_REQUESTS);
        }
    }
}
