package dev.caravan.stage.convert;

import dev.caravan.job.Progress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of `convert --progress=lines`, as docs/convert.md describes it.
 *
 * @param fields key and value, as they were said
 */
record ProgressLine(Map<String, String> fields) {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}(\\.\\d{1,9})?");

    /** Empty for any other line. */
    static Optional<ProgressLine> of(String line) {
        if (!line.startsWith("progress ")) {
            return Optional.empty();
        }
        Map<String, String> fields = new HashMap<>();
        for (String word : line.split(" ")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                fields.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return Optional.of(new ProgressLine(fields));
    }

    String phase() {
        return fields.getOrDefault("phase", "convert");
    }

    boolean isLastOfPhase() {
        return "100.0".equals(fields.get("percent"));
    }

    /** For people, of the last of a phase. */
    String ended() {
        return "%s: %s points".formatted(fields.get("phase"), fields.get("done"));
    }

    /** For people, of any other. */
    String underWay() {
        return "%s: %s %%, %s points/s, %s s left"
                .formatted(phase(), fields.get("percent"), fields.get("points_per_second"), fields.get("eta_seconds"));
    }

    /**
     * For programs; empty when it lacks what they need.
     *
     * @param inputs to which it belongs; null when nobody here knows them
     */
    Optional<Progress> progress(@Nullable Inputs inputs) {
        Double done = number("done");
        Double total = number("total");
        if (done == null || total == null) {
            return Optional.empty();
        }
        long peak = peakMemory();
        return Optional.of(new Progress(
                phase(),
                number("percent"),
                done.longValue(),
                total.longValue(),
                "points",
                number("points_per_second"),
                number("eta_seconds"),
                inputs == null ? null : inputs.inWork(phase(), done.longValue()),
                peak == 0 ? null : peak,
                Instant.now()));
    }

    /** Bytes that the process has had at most; 0 when it does not say. */
    long peakMemory() {
        Double peak = number("peak_memory_bytes");
        return peak == null ? 0 : peak.longValue();
    }

    /** Null for `unknown`, and for what a later version may say in its place. */
    private @Nullable Double number(String name) {
        String text = fields.getOrDefault(name, "");
        return NUMBER.matcher(text).matches() ? Double.valueOf(text) : null;
    }
}
