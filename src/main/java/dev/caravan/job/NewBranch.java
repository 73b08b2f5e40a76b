package dev.caravan.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A part of a job that is to be a job of its own. User, project, priority and turn are those of the whole.
 *
 * @param id see {@link #id(String, String)}
 * @param name what people call it: `target far`
 * @param required whether the whole waits for it
 * @param type of the part
 * @param payload the route's body, as JSON
 * @param bytes size of what it works on
 */
public record NewBranch(
        String id,
        String name,
        boolean required,
        JobType type,
        String title,
        String target,
        String payload,
        long bytes,
        Limits limits) {
    private static final int LONGEST_ID = 64;
    private static final int DIGITS = 16;

    /** The same for the same part of the same job, however often that is fanned out. */
    public static String id(String parent, String name) {
        String shown = parent.substring(0, Math.min(parent.length(), LONGEST_ID - DIGITS - 1));
        return shown + "-" + digest(parent + "\0" + name).substring(0, DIGITS);
    }

    /** As `fan-out.lua` wants them. */
    List<Object> arguments() {
        return List.of(
                id,
                name,
                required,
                type.word(),
                title,
                target,
                payload,
                bytes,
                limits.timeout().toMillis(),
                limits.maximumAttempts());
    }

    private static String digest(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
