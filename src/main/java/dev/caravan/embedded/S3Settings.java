package dev.caravan.embedded;

import dev.caravan.setting.InvalidSettingException;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys below `caravan.s3`. The server runs when a publish target's endpoint is `embedded`.
 *
 * @param embeddedPort where the embedded server listens on 127.0.0.1; 0 takes any free port
 */
public record S3Settings(@DefaultValue("9000") int embeddedPort) {
    static final String PORT_KEY = "caravan.s3.embedded-port";

    public S3Settings {
        if (embeddedPort < 0 || embeddedPort > 65_535) {
            throw new InvalidSettingException(PORT_KEY, embeddedPort, "a port from 1 to 65535, or 0 for any free one");
        }
    }
}
