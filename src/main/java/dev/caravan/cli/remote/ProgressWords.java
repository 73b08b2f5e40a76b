package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.cli.terminal.Bar;
import dev.caravan.cli.terminal.ByteSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The API's progress in words. */
final class ProgressWords {

    private ProgressWords() {}

    /** With a bar where the end is known, such as `build      [####....]  50.0 %  1.20 M points/s  0:42 left  a.las`. */
    static String bar(JsonNode progress) {
        List<String> parts = new ArrayList<>();
        parts.add(String.format(Locale.ROOT, "%-10s", Words.of(progress.path("phase"))));
        if (progress.path("percent").isNumber()) {
            parts.add(Bar.of(progress.path("percent").asDouble()));
        } else {
            parts.add(amount(progress));
        }
        addPace(progress, parts);
        return String.join("  ", parts).strip();
    }

    /** Such as `build, 50.0 %, 1.20 M points/s, 0:42 left, a.las`. */
    static String words(JsonNode progress) {
        List<String> parts = new ArrayList<>();
        parts.add(Words.of(progress.path("phase")));
        parts.add(
                progress.path("percent").isNumber()
                        ? String.format(
                                Locale.ROOT, "%.1f %%", progress.path("percent").asDouble())
                        : amount(progress));
        addPace(progress, parts);
        if (progress.path("peakMemoryBytes").isNumber()) {
            parts.add("at most " + Words.bytes(progress.path("peakMemoryBytes")) + " of memory");
        }
        return String.join(", ", parts);
    }

    private static void addPace(JsonNode progress, List<String> parts) {
        if (progress.path("perSecond").isNumber()) {
            parts.add(speed(progress.path("perSecond").asDouble(), unit(progress)));
        }
        if (progress.path("etaSeconds").isNumber()) {
            parts.add(Bar.left(progress.path("etaSeconds").asDouble()));
        }
        if (!Words.isNothing(progress.path("current"))) {
            parts.add(Words.of(progress.path("current")));
        }
    }

    private static String amount(JsonNode progress) {
        return unit(progress).equals("bytes")
                ? Words.bytes(progress.path("done"))
                : Words.count(progress.path("done")) + " " + unit(progress);
    }

    private static String speed(double perSecond, String unit) {
        if (unit.equals("bytes")) {
            return ByteSize.inWords(Math.round(perSecond)) + "/s";
        }
        return perSecond >= 100_000
                ? String.format(Locale.ROOT, "%.2f M %s/s", perSecond / 1e6, unit)
                : String.format(Locale.ROOT, "%,.0f %s/s", perSecond, unit);
    }

    private static String unit(JsonNode progress) {
        return progress.path("unit").asText("");
    }
}
