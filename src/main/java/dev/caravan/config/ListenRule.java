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
        if (api.key().isEmpty()) {
            requireLoopback(
                    environment,
                    "server.address",
                    ", unless caravan.api.key is set: beyond this machine the API asks for a key");
        }
        if (environment.containsProperty("management.server.port")) {
            requireLoopback(
                    environment,
                    "management.server.address",
                    ": the key of caravan.api.key is asked for on server.port only");
        }
    }

    private static void requireLoopback(Environment environment, String key, String reason) {
        String address = environment.getProperty(key, "");
        if (!isLoopback(address)) {
            throw new InvalidSettingException(key, address, "a loopback address such as 127.0.0.1" + reason);
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
