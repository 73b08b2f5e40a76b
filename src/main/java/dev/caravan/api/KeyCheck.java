package dev.caravan.api;

import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Knows whose key it is that was shown. */
class KeyCheck implements AuthenticationProvider {
    private final List<KeySettings> keys;

    KeyCheck(List<KeySettings> keys) {
        this.keys = keys;
    }

    @Override
    public boolean supports(Class<?> type) {
        return BearerTokenAuthenticationToken.class.isAssignableFrom(type);
    }

    /** @return null when it is none of our keys; it may be a token */
    @Override
    public @Nullable Authentication authenticate(Authentication shown) {
        Caller caller = owner(((BearerTokenAuthenticationToken) shown).getToken());
        return caller == null ? null : new CallerAuthentication(caller);
    }

    /** In a time that depends neither on the key nor on how much of a hash is right. */
    private @Nullable Caller owner(String key) {
        byte[] digest = ApiKey.digest(key);
        Caller owner = null;
        for (KeySettings known : keys) {
            if (MessageDigest.isEqual(known.digest(), digest)) {
                owner = known.caller();
            }
        }
        return owner;
    }
}
