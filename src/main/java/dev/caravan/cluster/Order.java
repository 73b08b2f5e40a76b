package dev.caravan.cluster;

import dev.caravan.job.JobRun;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What the cluster is to do in one attempt of a job.
 *
 * @param component what it is, in one word: `convert`
 * @param dataset the key of the dataset
 * @param job the id of the Caravan job, the same for each attempt at this version of the dataset
 * @param begun when the job began, in whatever words: another when somebody has let it begin anew, whose attempts are counted from 1 again
 * @param attempt from 1
 * @param source what is worked on, whole
 * @param version of this program; empty when it is not packaged
 * @param values of the template's placeholders
 */
public record Order(
        String component,
        String dataset,
        String job,
        String begun,
        int attempt,
        String source,
        String version,
        Map<String, Object> values) {
    /** With the rest of a name well below the 63 characters that a Job's may have, so that its pods' names are not cut off. */
    private static final int READABLE = 24;

    private static final int HASH = 10;

    public Order {
        values = Map.copyOf(values);
    }

    /**
     * The same for the same dataset, version of it (which a job stands for), beginning and attempt, so that who asks twice gets one: lower
     * case, at most 49 characters, as RFC 1123 wants a label.
     */
    public String name() {
        return name(component, dataset, job, begun, attempt);
    }

    /** Of this program; empty when it is not packaged. */
    public static String thisVersion() {
        return Objects.requireNonNullElse(Order.class.getPackage().getImplementationVersion(), "");
    }

    /** Until a job's time is over, for who works for it: at least a minute, for a shorter one could not even be noticed. */
    public static long seconds(Instant deadline) {
        return Math.max(60, Duration.between(Instant.now(), deadline).toSeconds());
    }

    /** When the job of a run began, as orders have it. */
    public static String begun(JobRun run) {
        return run.started().map(Instant::toString).orElse("");
    }

    /** That of the order that has these. */
    public static String name(String component, String dataset, String job, String begun, int attempt) {
        String readable = dataset.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        readable = readable.substring(Math.max(0, readable.length() - READABLE)).replaceAll("^-+|-+$", "");
        String hash = hash(dataset + "\n" + job + "\n" + begun);
        return String.join("-", component, readable.isEmpty() ? "x" : readable, hash, Integer.toString(attempt));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
