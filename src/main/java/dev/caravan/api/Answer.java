package dev.caravan.api;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is not simply 200 with JSON.
 *
 * @param status the HTTP status code
 * @param headers further headers
 * @param mediaType of the content; `application/json` writes the content as JSON
 * @param content null for none; anything else than JSON is a text or an {@link java.io.InputStream}
 */
public record Answer(
        int status,
        Map<String, String> headers,
        String mediaType,
        @Nullable Object content) {
    public static final String JSON = "application/json";

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** 202: it is being worked on, and can be asked for there. */
    public static Answer accepted(Object content, String location) {
        return new Answer(202, Map.of("Location", URI.create(location).toString()), JSON, content);
    }

    /** 204. */
    public static Answer empty() {
        return new Answer(204, Map.of(), JSON, null);
    }

    /** 200, as UTF-8. */
    public static Answer text(String text) {
        return new Answer(200, Map.of(), "text/plain; charset=utf-8", text);
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, mediaType, content);
    }
}
