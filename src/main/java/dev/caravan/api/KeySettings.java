package dev.caravan.api;

import dev.caravan.setting.InvalidSettingException;
import dev.caravan.setting.Secret;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program that may call: an item of `caravan.api.keys`.
 *
 * @param name what logs and limits call it
 * @param role `viewer` or `operator`
 * @param hash `sha256:` and 64 hexadecimal digits; {@link ApiKey} says of what. It is no secret, but what is pasted here by mistake may
 *     be one
 */
public record KeySettings(String name, Role role, Secret hash) {
    static final String SHA_256 = "sha256:";
    private static final String HASH = SHA_256 + "[0-9a-fA-F]{64}";

    public KeySettings(@Nullable String name, @Nullable Role role, @Nullable Secret hash) {
        this.name = name == null ? "" : name;
        String prefix = "caravan.api.keys[" + this.name + "].";
        if (!this.name.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,62}") || this.name.equals(Caller.ANONYMOUS.name())) {
            throw new InvalidSettingException(
                    prefix + "name", this.name, "1 to 63 letters, digits, '.', '_', '@', '-', and not 'anonymous'");
        }
        if (role == null) {
            throw new InvalidSettingException(prefix + "role", null, Role.words());
        }
        if (hash == null || !hash.reveal().matches(HASH)) {
            throw new InvalidSettingException(
                    prefix + "hash", hash, "'sha256:' and 64 hexadecimal digits, which 'caravan api-key' prints");
        }
        this.role = role;
        this.hash = hash;
    }

    /** The 32 bytes of the hash. */
    byte[] digest() {
        return HexFormat.of().parseHex(hash.reveal().substring(SHA_256.length()));
    }

    Caller caller() {
        return new Caller(name, Set.of(role));
    }
}
