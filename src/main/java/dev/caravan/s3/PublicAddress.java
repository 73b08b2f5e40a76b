package dev.caravan.s3;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The address at which a viewer fetches an object. */
public final class PublicAddress {
    /** RFC 3986, unreserved; and the slash between names. Everything else is encoded: '+', too, which some servers decode to a space. */
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

    private PublicAddress() {}

    public static URI of(S3Connection connection, String key) {
        String configured = connection.target().publicUrl();
        String base = configured.isEmpty() ? connection.bucketAddress().toString() : configured;
        return URI.create((base.endsWith("/") ? base : base + "/") + encode(key));
    }

    public static String encode(String key) {
        StringBuilder encoded = new StringBuilder(key.length());
        for (byte octet : key.getBytes(StandardCharsets.UTF_8)) {
            if (PLAIN.indexOf(octet) >= 0) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(String.format("%02X", octet));
            }
        }
        return encoded.toString();
    }
}
