package dev.caravan.cli.remote;

import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events, as the HTML standard (9.2.6) describes their lines. */
final class EventReader {
    private final BufferedReader lines;
    private String id = "";

    EventReader(BufferedReader lines) {
        this.lines = lines;
    }

    /** Waits for the next one; null at the end. What stands before the end without an empty line after it is no event. */
    @Nullable
    ServerEvent next() throws IOException {
        String kind = "message";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    return new ServerEvent(id, kind, data.substring(0, data.length() - 1));
                }
                kind = "message";
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            switch (field) {
                case "id" -> id = value;
                case "event" -> kind = value;
                case "data" -> data.append(value).append('\n');
                default -> {
                    // A comment, which only keeps the connection alive, or a field that we do not know.
                }
            }
        }
        return null;
    }
}
