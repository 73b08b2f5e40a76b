package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/**
 * A column of a table.
 *
 * @param heading in capitals
 * @param kind how its cells lie, and what of them goes when the terminal is too narrow
 * @param cell what an entry has in it
 */
record Column(String heading, Kind kind, Function<JsonNode, String> cell) {

    enum Kind {
        /** At the left, never shortened. */
        WORD,
        /** At the right, never shortened. */
        NUMBER,
        /** At the left; its beginning goes first, for a path says most at its end. */
        PATH,
        /** At the left; its end goes first. */
        TEXT
    }

    static Column word(String heading, String field) {
        return word(heading, entry -> Words.of(entry.path(field)));
    }

    static Column word(String heading, Function<JsonNode, String> cell) {
        return new Column(heading, Kind.WORD, cell);
    }

    static Column number(String heading, Function<JsonNode, String> cell) {
        return new Column(heading, Kind.NUMBER, cell);
    }

    static Column count(String heading, String field) {
        return number(heading, entry -> Words.count(entry.path(field)));
    }

    static Column path(String heading, String field) {
        return path(heading, entry -> Words.of(entry.path(field)));
    }

    static Column path(String heading, Function<JsonNode, String> cell) {
        return new Column(heading, Kind.PATH, cell);
    }

    static Column text(String heading, Function<JsonNode, String> cell) {
        return new Column(heading, Kind.TEXT, cell);
    }

    boolean shrinks() {
        return kind == Kind.PATH || kind == Kind.TEXT;
    }
}
