package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Option;

/** For programs: what the API answered, instead of words. */
final class JsonOption {

    @Option(names = "--json", description = "Print the API's JSON; of a list, one object a line.")
    private boolean json;

    boolean isSet() {
        return json;
    }

    /** Prints an answer as it is, or by words for people. */
    void print(JsonNode answer, Screen screen, Runnable words) {
        if (json) {
            screen.json(answer);
        } else {
            words.run();
        }
    }

    /** Prints a list that comes whole: an array, or an object that holds it as `items`. */
    void printList(JsonNode answer, Screen screen, Table table, String none) {
        JsonNode entries = answer.isArray() ? answer : answer.path("items");
        if (json) {
            entries.forEach(screen::json);
        } else if (entries.isEmpty()) {
            screen.note(none);
        } else {
            screen.table(table.addAll(entries));
        }
    }
}
