package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The report of a rebuild or an audit, whole. */
final class ReportLines {

    private ReportLines() {}

    /** @return the report with all its lines, which are in the table as well */
    static JsonNode read(Service service, String path, Table table) {
        ObjectNode report = Service.body();
        JsonNode first = service.get(path, new Query().with("limit", 1));
        report.set("id", first.path("id"));
        report.set("state", first.path("state"));
        report.set("summary", first.path("summary"));
        ArrayNode items = report.putArray("items");
        Listing.read(service, path, new Query(), Long.MAX_VALUE, line -> {
            items.add(line);
            table.add(line);
            return true;
        });
        return report;
    }

    static void print(Table table, Screen screen) {
        if (!table.isEmpty()) {
            screen.table(table);
        }
    }

    /** `3 recorded, 1 kept`; `nothing`. */
    static String counts(JsonNode counts) {
        List<String> words = new ArrayList<>();
        counts.properties().forEach(count -> words.add(Words.count(count.getValue()) + " " + count.getKey()));
        return words.isEmpty() ? "nothing" : String.join(", ", words);
    }
}
