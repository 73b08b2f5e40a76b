package dev.caravan.api;

import dev.caravan.setting.Secret;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * `caravan.api`.
 *
 * @param key what a caller shows as `Authorization: Bearer <key>`; empty asks for nothing, and is allowed only on the
 *     loopback address
 * @param limits what one caller may ask for
 */
public record ApiSettings(
        @DefaultValue("") Secret key, @DefaultValue LimitSettings limits) {}
