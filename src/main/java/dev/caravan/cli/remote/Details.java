package dev.caravan.cli.remote;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is known of one thing: a label and its value on each line; what is not known has no line. */
final class Details {
    private final Map<String, String> lines = new LinkedHashMap<>();

    Details with(String label, String value) {
        if (!value.equals(Words.NOTHING) && !value.isBlank()) {
            lines.put(label, value);
        }
        return this;
    }

    void print(Screen screen) {
        int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        Paint paint = screen.paint();
        lines.forEach((label, value) ->
                screen.line(paint.heading(label) + " ".repeat(width - label.length() + 2) + paint.states(value)));
    }
}
