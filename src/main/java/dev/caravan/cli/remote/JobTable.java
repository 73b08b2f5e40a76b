package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Locale;

/** Jobs, one a line. */
final class JobTable {

    private JobTable() {}

    static Table table(Clock clock) {
        return new Table(
                Column.word("ID", "id"),
                Column.word("STATE", "state"),
                Column.word("STAGE", "stage"),
                Column.word("PRIORITY", JobTable::priority),
                Column.number("DONE", JobTable::done),
                Column.number("AGE", job -> Words.shortAge(job.path("created"), clock)),
                Column.word("USER", "user"),
                Column.path("TARGET", JobWords::target),
                Column.text("WHY", job -> Words.of(job.path("explanation"))));
    }

    /** What everybody has needs no column. */
    private static String priority(JsonNode job) {
        String priority = Words.of(job.path("priority"));
        return priority.equals("NORMAL") ? Words.NOTHING : priority;
    }

    private static String done(JsonNode job) {
        JsonNode children = job.path("children");
        if (children.path("total").asLong() > 0) {
            long total = children.path("total").asLong();
            return percent(100.0 * (total - children.path("open").asLong()) / total);
        }
        JsonNode percent = job.path("progress").path("percent");
        return percent.isNumber() && !JobWords.hasEnded(job) ? percent(percent.asDouble()) : Words.NOTHING;
    }

    private static String percent(double percent) {
        return String.format(Locale.ROOT, "%.0f%%", Math.floor(percent));
    }
}
