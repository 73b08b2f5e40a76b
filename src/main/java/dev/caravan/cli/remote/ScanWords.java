package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The API's scans in words. */
final class ScanWords {
    private static final String[] COUNTS = {"unchanged", "claimed", "waiting", "failed", "refused", "ignored"};

    private ScanWords() {}

    /** What a scan found. */
    static List<String> lines(JsonNode result) {
        List<String> lines = new ArrayList<>();
        lines.add(summary(result));
        result.path("failures").forEach(path -> lines.add("failed or refused: " + Words.of(path)));
        result.path("errors").forEach(error -> lines.add("not scanned: " + Words.of(error)));
        return lines;
    }

    /** Such as `4 files: 1 unchanged, 2 claimed, 1 failed, in 0.1 s`. */
    private static String summary(JsonNode result) {
        List<String> parts = new ArrayList<>();
        for (String count : COUNTS) {
            if (result.path(count).asLong() != 0) {
                parts.add(Words.count(result.path(count)) + " " + count);
            }
        }
        if (result.path("errorCount").asLong() != 0) {
            parts.add(Words.count(result.path("errorCount")) + " errors");
        }
        String time = Words.took(result.path("started"), result.path("finished"), Clock.systemUTC());
        return Words.count(result.path("seen")) + " files" + (parts.isEmpty() ? "" : ": " + String.join(", ", parts))
                + ", in " + time;
    }

    static int exit(JsonNode result) {
        if (result.path("errorCount").asLong() > 0 || !result.path("complete").asBoolean(true)) {
            return RemoteExit.FAILED;
        }
        return result.path("waiting").asLong() > 0 || result.path("refused").asLong() > 0
                ? RemoteExit.WAITING
                : RemoteExit.DONE;
    }

    /** Whether one runs, and how the last one ended. */
    static String status(JsonNode scan, Clock clock) {
        if (!scan.isObject()) {
            return Words.NOTHING;
        }
        List<String> parts = new ArrayList<>();
        if (scan.path("running").asBoolean()) {
            parts.add("running"
                    + (scan.path("progress").isObject() ? ": " + ProgressWords.words(scan.path("progress")) : ""));
        }
        if (scan.path("last").isObject()) {
            parts.add("last " + Words.timeAndAge(scan.path("last").path("finished"), clock) + ": "
                    + summary(scan.path("last")));
        }
        if (!Words.isNothing(scan.path("next"))) {
            parts.add("next " + Words.time(scan.path("next"), clock));
        }
        return parts.isEmpty() ? "never yet" : String.join("; ", parts);
    }
}
