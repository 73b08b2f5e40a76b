package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;

/** What the service answers to the wish that datasets be unpublished, or that the policy be applied. */
final class Unpublished {

    private Unpublished() {}

    /** @param option by which it would be done */
    static void print(JsonNode answer, Screen screen, String option) {
        Table table = new Table(
                Column.word("ACTION", "action"),
                Column.word("JOB", "job"),
                Column.path("DATASET", "dataset"),
                Column.text("REASON", item -> Words.of(item.path("reason"))));
        JsonNode items = answer.path("items");
        if (!items.isEmpty()) {
            screen.table(table.addAll(items));
        }
        boolean dryRun = answer.path("dryRun").asBoolean();
        screen.line(Words.count(answer.path("queued"))
                + (dryRun ? " would be unpublished, " : " queued, ")
                + Words.count(answer.path("skipped"))
                + (dryRun ? " would stay" : " stay")
                + postponed(answer)
                + (dryRun ? "; nothing was done, " + option + " does it" : batch(answer)));
    }

    static int exit(JsonNode answer) {
        return answer.path("skipped").asLong() > 0 ? RemoteExit.WAITING : RemoteExit.DONE;
    }

    private static String batch(JsonNode answer) {
        return Words.isNothing(answer.path("job")) ? "" : "; batch " + Words.of(answer.path("job"));
    }

    private static String postponed(JsonNode answer) {
        long postponed = answer.path("postponed").asLong();
        long octrees = answer.path("octrees").asLong();
        return (postponed == 0 ? "" : ", " + postponed + " are left to the next run")
                + (octrees == 0 ? "" : ", " + octrees + " octrees on disk");
    }
}
