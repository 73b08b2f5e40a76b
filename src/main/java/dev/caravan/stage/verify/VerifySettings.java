package dev.caravan.stage.verify;

import dev.caravan.setting.InvalidSettingException;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * `caravan.verify`.
 *
 * @param workers datasets verified at once by this instance
 */
public record VerifySettings(@DefaultValue("1") int workers) {

    public VerifySettings {
        if (workers < 1 || workers > 256) {
            throw new InvalidSettingException("caravan.verify.workers", workers, "a number from 1 to 256");
        }
    }
}
