package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;

/**
 * For programs: `job` when a state, a stage or a count has changed, `progress` at most once a second; words are `key=value` in an
 * order that stays. docs/cli.md describes them; keys may be added at the end.
 */
final class LinesView implements JobView {
    private static final long SECOND = 1000;

    private final PrintWriter out;
    private final Clock clock;
    private String lastState = "";
    private String lastProgress = "";
    private String lastPhase = "";
    private long lastTime;

    LinesView(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void state(JsonNode job) {
        String line = "job id=" + Words.of(job.path("id")) + " state=" + Words.of(job.path("state")) + " stage="
                + Words.of(job.path("stage")) + " attempt=" + Words.of(job.path("attempt"))
                + (JobWords.isBatch(job) ? BatchWords.counts(job) : "");
        if (!line.equals(lastState)) {
            lastState = line;
            print(line);
        }
        if (job.path("progress").isObject() && !JobWords.hasEnded(job)) {
            progress(job.path("progress"));
        }
    }

    @Override
    public void progress(JsonNode progress) {
        String phase = Words.of(progress.path("phase"));
        String line = line(progress, phase);
        boolean due = !phase.equals(lastPhase) || clock.millis() - lastTime >= SECOND;
        if (due && !line.equals(lastProgress)) {
            lastPhase = phase;
            lastProgress = line;
            lastTime = clock.millis();
            print(line);
        }
    }

    private static String line(JsonNode progress, String phase) {
        return "progress phase=" + phase
                + " percent=" + number(progress.path("percent"), "%.1f")
                + " done=" + number(progress.path("done"), "%.0f")
                + " total=" + number(progress.path("total"), "%.0f")
                + " unit=" + Words.of(progress.path("unit"))
                + " per_second=" + number(progress.path("perSecond"), "%.0f")
                + " eta_seconds=" + number(progress.path("etaSeconds"), "%.1f")
                + " peak_memory_bytes=" + number(progress.path("peakMemoryBytes"), "%.0f");
    }

    private static String number(JsonNode value, String format) {
        return value.isNumber() ? String.format(Locale.ROOT, format, value.asDouble()) : "unknown";
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void close() {
        // A line is whole when it is printed.
    }
}
