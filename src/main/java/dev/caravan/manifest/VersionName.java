package dev.caravan.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a version: `<UTC time, yyyyMMdd'T'HHmmss'Z'>-<8 hex digits>`, for instance `20261122T164100Z-9f86d081`. The
 * order of the names is the order in which the versions were made.
 */
public final class VersionName {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern SHAPE = Pattern.compile("\\d{8}T\\d{6}Z-[0-9a-f]{8}");
    private static final int DIGEST_BYTES = 4;

    private VersionName() {}

    /**
     * @param made when what is published was made and proven
     * @param material what it was made of, and how; the same text gives the same digits
     */
    public static String of(Instant made, String material) {
        return TIME.format(made) + "-" + HexFormat.of().formatHex(sha256(material), 0, DIGEST_BYTES);
    }

    /** Whether a directory may be one of a version; those of others have other names. */
    public static boolean isOne(String name) {
        return SHAPE.matcher(name).matches();
    }

    private static byte[] sha256(String material) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(material.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
