package dev.caravan.config;

import dev.caravan.api.ApiSettings;
import dev.caravan.setting.InvalidSettingException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.core.env.Environment;

/** Nothing listens beyond the loopback address while everybody who reaches it may do everything. */
final class ListenRule {

    private ListenRule() {}

    static void check(Environment environment, ApiSettings api) {
        if (!api.isOpen()) {
            return;
        }
        requireLoopback(environment, "server.address");
        if (environment.containsProperty("management.server.port")) {
            requireLoopback(environment, "management.server.address");
        }
    }

    private static void requireLoopback(Environment environment, String key) {
        String address = environment.getProperty(key, "");
        if (!isLoopback(address)) {
            throw new InvalidSettingException(
                    key,
                    address,
                    "a loopback address such as 127.0.0.1, unless caravan.api.keys or caravan.api.oidc.issuer is set: "
                            + "beyond this machine callers have to say who they are");
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return !address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
