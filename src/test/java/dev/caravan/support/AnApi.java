package dev.caravan.support;

import dev.caravan.api.ApiKey;
import dev.caravan.api.ApiSettings;
import dev.caravan.api.KeySettings;
import dev.caravan.api.LimitSettings;
import dev.caravan.api.OidcSettings;
import dev.caravan.api.Role;
import dev.caravan.setting.Secret;
import java.util.List;
import org.springframework.util.unit.DataSize;

/** Settings of the API for tests. */
public final class AnApi {
    private static final LimitSettings LIMITS = new LimitSettings(50, 100, DataSize.ofMegabytes(1));

    private AnApi() {}

    /** Nobody has to say who they are. */
    public static ApiSettings open() {
        return new ApiSettings(List.of(), noIssuer(), List.of(), LIMITS);
    }

    public static ApiSettings withKeys(KeySettings... keys) {
        return new ApiSettings(List.of(keys), noIssuer(), List.of(), LIMITS);
    }

    public static ApiSettings withIssuer(String issuer, String audience, KeySettings... keys) {
        return new ApiSettings(List.of(keys), issuer(issuer, audience), List.of(), LIMITS);
    }

    public static KeySettings key(String name, Role role, Secret key) {
        return new KeySettings(name, role, new Secret(ApiKey.hash(key)));
    }

    public static OidcSettings issuer(String issuer, String audience) {
        return new OidcSettings(issuer, audience, "roles", "email", "caravan-viewer", "caravan-operator");
    }

    private static OidcSettings noIssuer() {
        return issuer("", "");
    }
}
