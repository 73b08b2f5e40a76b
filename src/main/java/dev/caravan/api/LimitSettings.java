package dev.caravan.api;

import dev.caravan.setting.InvalidSettingException;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * `caravan.api.limits`.
 *
 * @param maximumBody of one request; it is held in memory
 */
public record LimitSettings(@DefaultValue("1MB") DataSize maximumBody) {
    private static final DataSize LEAST = DataSize.ofKilobytes(1);
    private static final DataSize MOST = DataSize.ofMegabytes(100);

    public LimitSettings {
        if (maximumBody.compareTo(LEAST) < 0 || maximumBody.compareTo(MOST) > 0) {
            throw new InvalidSettingException(
                    "caravan.api.limits.maximum-body", maximumBody, "a size from 1KB to 100MB");
        }
    }
}
