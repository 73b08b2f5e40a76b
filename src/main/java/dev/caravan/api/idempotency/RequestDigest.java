package dev.caravan.api.idempotency;

import dev.caravan.api.ApiRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** Two requests with the same digest ask for the same. */
final class RequestDigest {

    private RequestDigest() {}

    static String of(ApiRequest request) {
        MessageDigest digest = sha256();
        add(digest, request.method());
        add(digest, request.path());
        add(digest, new TreeMap<>(request.query()).toString());
        digest.update(request.body());
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A caller's key; another's of the same text is another. */
    static String ofKey(String caller, String key) {
        MessageDigest digest = sha256();
        add(digest, caller);
        add(digest, key);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }
}
