package dev.caravan.stage.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.job.JobLog;
import dev.caravan.job.Progress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what `convert --json --progress=lines` says: progress goes to the job, and thinned out to its log; the summary is kept. */
final class ChildOutput implements Consumer<String> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}(\\.\\d{1,9})?");
    private static final long BETWEEN = Duration.ofSeconds(10).toNanos();

    private final JobLog log;
    private final Inputs inputs;
    private final ProcessProgress progress;
    private final LongSupplier clock;
    private long lastLine;
    private volatile @Nullable JsonNode summary;

    ChildOutput(JobLog log, Inputs inputs, ProcessProgress progress) {
        this(log, inputs, progress, System::nanoTime);
    }

    /** @param clock nanoseconds */
    ChildOutput(JobLog log, Inputs inputs, ProcessProgress progress, LongSupplier clock) {
        this.log = log;
        this.inputs = inputs;
        this.progress = progress;
        this.clock = clock;
        this.lastLine = clock.getAsLong();
    }

    @Override
    public void accept(String line) {
        if (line.startsWith("progress ")) {
            Map<String, String> fields = fields(line);
            progress(fields);
            tell(fields);
        } else if (!line.startsWith("{") || !isSummary(line)) {
            log.append("| " + line);
        }
    }

    /** What it said at its end; null when it did not come to that. */
    @Nullable
    JsonNode summary() {
        return summary;
    }

    private boolean isSummary(String line) {
        try {
            summary = JSON.readTree(line);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void progress(Map<String, String> fields) {
        long now = clock.getAsLong();
        String phase = fields.get("phase");
        if ("100.0".equals(fields.get("percent"))) {
            log.append("%s: %s points".formatted(phase, fields.get("done")));
        } else if (now - lastLine >= BETWEEN) {
            lastLine = now;
            log.append("%s: %s %%, %s points/s, %s s left"
                    .formatted(
                            phase, fields.get("percent"), fields.get("points_per_second"), fields.get("eta_seconds")));
        }
    }

    private void tell(Map<String, String> fields) {
        String phase = fields.getOrDefault("phase", "convert");
        Double done = number(fields, "done");
        Double total = number(fields, "total");
        if (done != null && total != null) {
            progress.said(new Progress(
                    phase,
                    number(fields, "percent"),
                    done.longValue(),
                    total.longValue(),
                    "points",
                    number(fields, "points_per_second"),
                    number(fields, "eta_seconds"),
                    inputs.inWork(phase, done.longValue()),
                    null,
                    Instant.now()));
        }
    }

    /** Null for `unknown`, and for what a later version may say in its place. */
    private static @Nullable Double number(Map<String, String> fields, String name) {
        String text = fields.getOrDefault(name, "");
        return NUMBER.matcher(text).matches() ? Double.valueOf(text) : null;
    }

    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new HashMap<>();
        for (String word : line.split(" ")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                fields.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return fields;
    }
}
