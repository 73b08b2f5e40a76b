package dev.caravan.config;

import dev.caravan.api.ApiSettings;
import dev.caravan.setting.InvalidSettingException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.core.env.Environment;

/** Nothing listens beyond the loopback address without credentials. */
final class ListenRule {

    private ListenRule() {}

    static void check(Environment environment, ApiSettings api) {
        check(environment, api, "server.address");
        if (environment.containsProperty("management.server.port")) {
            check(environment, api, "management.server.address");
        }
    }

    private static void check(Environment environment, ApiSettings api, String key) {
        String address = environment.getProperty(key, "");
        if (api.key().isEmpty() && !isLoopback(address)) {
            throw new InvalidSettingException(
                    key,
                    address,
                    "a loopback address such as 127.0.0.1, unless caravan.api.key is set: beyond this machine the API asks for a key");
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
