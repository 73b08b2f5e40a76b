package dev.caravan.stage.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.job.JobLog;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Reads what `convert --json --progress=lines` says: progress goes thinned out to the job's log, the summary is kept. */
final class ChildOutput implements Consumer<String> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long BETWEEN = Duration.ofSeconds(10).toNanos();

    private final JobLog log;
    private final LongSupplier clock;
    private long lastLine;
    private volatile @Nullable JsonNode summary;

    ChildOutput(JobLog log) {
        this(log, System::nanoTime);
    }

    /** @param clock nanoseconds */
    ChildOutput(JobLog log, LongSupplier clock) {
        this.log = log;
        this.clock = clock;
        this.lastLine = clock.getAsLong();
    }

    @Override
    public void accept(String line) {
        if (line.startsWith("progress ")) {
            progress(fields(line));
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
