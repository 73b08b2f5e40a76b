package dev.caravan.api;

import dev.caravan.setting.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A key that a program shows: `caravan_` and 256 random bits. The configuration has its hash only.
 *
 * <p>The hash is SHA-256, which is fast, and may be: slow hashes (bcrypt, Argon2) make up for passwords that people choose, of
 * which an attacker tries the likely ones first. Of 2^256 equally likely keys none can be tried first, at any speed, and a slow hash would
 * cost the service at each request.
 */
public final class ApiKey {
    private static final String PREFIX = "caravan_";
    private static final int BYTES = 32;

    private ApiKey() {}

    public static Secret random() {
        byte[] bits = new byte[BYTES];
        new SecureRandom().nextBytes(bits);
        return new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** As the configuration has it: `sha256:` and 64 hexadecimal digits. */
    public static String hash(Secret key) {
        return KeySettings.SHA_256 + HexFormat.of().formatHex(digest(key.reveal()));
    }

    static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
