package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What the service answers to the wish that files be done again. */
final class Reprocessed {

    private Reprocessed() {}

    static void print(JsonNode answer, Screen screen) {
        Table table = new Table(
                Column.word("ACTION", "action"),
                Column.word("JOB", "job"),
                Column.path("PATH", "path"),
                Column.text("REASON", item -> Words.of(item.path("reason"))));
        JsonNode items = answer.path("items");
        if (!items.isEmpty()) {
            screen.table(table.addAll(items));
        }
        screen.line(summary(answer, items.size()));
    }

    private static String summary(JsonNode answer, int listed) {
        String total = Words.count(answer.path("total"));
        String left = answer.path("total").asLong() > listed ? "; the first " + listed + " are listed" : "";
        if (answer.path("dryRun").asBoolean()) {
            return total + " in all, " + skipped(answer) + " would be skipped; nothing was done" + left;
        }
        return Words.count(answer.path("queued")) + " queued, " + Words.count(answer.path("skipped")) + " skipped of "
                + total + left + (Words.isNothing(answer.path("job")) ? "" : "; batch " + Words.of(answer.path("job")));
    }

    /** What to watch: the batch, or the only job; null when there is none. */
    static @Nullable String job(JsonNode answer) {
        if (answer.path("job").isTextual()) {
            return answer.path("job").asText();
        }
        for (JsonNode item : answer.path("items")) {
            if (item.path("job").isTextual()) {
                return item.path("job").asText();
            }
        }
        return null;
    }

    /** @param mayBeNone whether it is well when there was nothing to do */
    static int exit(JsonNode answer, boolean mayBeNone) {
        if (answer.path("total").asLong() == 0) {
            return mayBeNone ? RemoteExit.DONE : RemoteExit.NOT_FOUND;
        }
        return skipped(answer) > 0 ? RemoteExit.WAITING : RemoteExit.DONE;
    }

    private static long skipped(JsonNode answer) {
        if (answer.path("skipped").isNumber()) {
            return answer.path("skipped").asLong();
        }
        long skipped = 0;
        for (JsonNode item : answer.path("items")) {
            skipped += item.path("action").asText().equals("skip") ? 1 : 0;
        }
        return skipped;
    }
}
