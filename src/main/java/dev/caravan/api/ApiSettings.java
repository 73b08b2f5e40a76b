package dev.caravan.api;

import dev.caravan.setting.InvalidSettingException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * `caravan.api`. Without keys and without an issuer everybody who reaches the service may do everything, which is allowed only on the loopback
 * address.
 *
 * @param keys programs that may call
 * @param oidc people who may call
 * @param hosts names, beside those of the loopback address, by which an open service may be called
 * @param limits what one caller may ask for
 */
public record ApiSettings(
        @DefaultValue List<KeySettings> keys,
        @DefaultValue OidcSettings oidc,
        @DefaultValue List<String> hosts,
        @DefaultValue LimitSettings limits) {

    public ApiSettings {
        keys = List.copyOf(keys);
        hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        Set<String> seen = new HashSet<>();
        for (KeySettings key : keys) {
            requireNew(seen, key.name(), key.name(), "name");
            requireNew(seen, key.hash().reveal().toLowerCase(Locale.ROOT), key.name(), "hash");
        }
        for (String host : hosts) {
            if (!host.matches("[a-z0-9]([a-z0-9.-]{0,252})")) {
                throw new InvalidSettingException("caravan.api.hosts", host, "a host name without port");
            }
        }
    }

    /** Whether nobody has to say who they are. */
    public boolean isOpen() {
        return keys.isEmpty() && !oidc.isEnabled();
    }

    private static void requireNew(Set<String> seen, String value, String name, String key) {
        if (!seen.add(value)) {
            throw new InvalidSettingException(
                    "caravan.api.keys[" + name + "]." + key, name, "another than that of the other keys");
        }
    }
}
