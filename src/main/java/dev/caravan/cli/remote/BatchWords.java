package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.cli.terminal.Bar;

/** A batch's progress is that of its children. */
final class BatchWords {

    private BatchWords() {}

    static String bar(JsonNode job) {
        long total = job.path("children").path("total").asLong();
        long open = job.path("children").path("open").asLong();
        double percent = total == 0 ? 0 : 100.0 * (total - open) / total;
        return Words.of(job.path("state")) + "  " + Bar.of(percent) + "  " + JobWords.children(job);
    }

    /** Its counts as `key=value`. */
    static String counts(JsonNode job) {
        StringBuilder words = new StringBuilder();
        for (String count : new String[] {"total", "open", "completed", "failed", "cancelled"}) {
            words.append(' ')
                    .append(count)
                    .append('=')
                    .append(job.path("children").path(count).asLong());
        }
        return words.toString();
    }
}
