package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table for people: columns as wide as their content, the long ones shortened to what the terminal has, and none in which
 * nothing stands.
 */
final class Table {
    private static final String GAP = "  ";
    private static final String CUT = "...";
    private static final int LEAST = 12;

    private final List<Column> columns;
    private final List<JsonNode> entries = new ArrayList<>();

    Table(Column... columns) {
        this.columns = List.of(columns);
    }

    Table add(JsonNode entry) {
        entries.add(entry);
        return this;
    }

    Table addAll(JsonNode list) {
        list.forEach(this::add);
        return this;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /**
     * @param width of the terminal, in characters
     * @param paint gives colour to the words that say how things are
     */
    void print(PrintWriter out, int width, Paint paint) {
        List<Lane> lanes = columns.stream()
                .map(column -> Lane.of(column, entries))
                .filter(lane -> !lane.isEmpty())
                .toList();
        int[] widths = widths(lanes, width);
        for (int row = 0; row <= entries.size(); row++) {
            String line = line(lanes, widths, row);
            out.println(row == 0 ? paint.heading(line) : paint.states(line));
        }
        out.flush();
    }

    /** A column and its cells, the first of which is the heading. */
    private record Lane(Column column, List<String> cells) {

        static Lane of(Column column, List<JsonNode> entries) {
            List<String> cells = new ArrayList<>(List.of(column.heading()));
            entries.forEach(entry -> cells.add(column.cell().apply(entry)));
            return new Lane(column, cells);
        }

        boolean isEmpty() {
            return cells.stream().skip(1).allMatch(Words.NOTHING::equals);
        }

        int width() {
            return cells.stream().mapToInt(Table::length).max().orElse(0);
        }

        String cell(int row, int width) {
            String cell = fitted(cells.get(row), width, column.kind());
            String blanks = " ".repeat(width - length(cell));
            return column.kind() == Column.Kind.NUMBER ? blanks + cell : cell + blanks;
        }
    }

    private static int[] widths(List<Lane> lanes, int width) {
        int[] widths = lanes.stream().mapToInt(Lane::width).toArray();
        long excess = Arrays.stream(widths).asLongStream().sum() + (long) GAP.length() * (widths.length - 1) - width;
        int widest = widestThatShrinks(lanes, widths);
        for (long left = excess; left > 0 && widest >= 0; left--) {
            widths[widest]--;
            widest = widestThatShrinks(lanes, widths);
        }
        return widths;
    }

    /** @return -1 when none can become narrower */
    private static int widestThatShrinks(List<Lane> lanes, int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            boolean shrinks = lanes.get(i).column().shrinks() && widths[i] > LEAST;
            if (shrinks && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private static String line(List<Lane> lanes, int[] widths, int row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : GAP).append(lanes.get(i).cell(row, widths[i]));
        }
        return line.toString().stripTrailing();
    }

    /** @param kind of what it is: a path loses its beginning, anything else its end */
    static String fitted(String text, int width, Column.Kind kind) {
        int length = length(text);
        if (length <= width) {
            return text;
        }
        int kept = Math.max(0, width - CUT.length());
        return kind == Column.Kind.PATH
                ? CUT + text.substring(text.offsetByCodePoints(0, length - kept))
                : text.substring(0, text.offsetByCodePoints(0, kept)) + CUT;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
