package dev.caravan.embedded;

import dev.caravan.setting.InvalidSettingException;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys below `caravan.redis`.
 *
 * @param embedded true: the service runs its own server; false: it uses the one that `spring.data.redis` names
 * @param embeddedPort where the own server listens on 127.0.0.1; 0 takes any free port
 */
public record RedisSettings(
        @DefaultValue("true") boolean embedded,
        @DefaultValue("16379") int embeddedPort) {
    static final String PORT_KEY = "caravan.redis.embedded-port";

    public RedisSettings {
        if (embeddedPort < 0 || embeddedPort > 65_535) {
            throw new InvalidSettingException(PORT_KEY, embeddedPort, "a port from 1 to 65535, or 0 for any free one");
        }
    }
}
