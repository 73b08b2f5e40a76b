package dev.caravan.api.geozarr;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Ids of jobs that follow from what they are to do. */
final class RequestId {
    private static final int BYTES = 16;

    private RequestId() {}

    /** @param another whether it is to be another one than before */
    static String of(List<String> what, boolean another) {
        String text = String.join("\0", what) + (another ? "\0" + UUID.randomUUID() : "");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return "geozarr-" + HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
