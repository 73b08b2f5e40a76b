package dev.caravan.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.LinkedHashMap;
import java.util.Map;

/** The history's JSON: in Redis, and in the lines of an export. */
public final class HistoryJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private HistoryJson() {}

    /** One line, without its end. */
    public static String line(Operation operation) {
        return text(operation);
    }

    static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
        }
    }

    /** @param text a JSON object; empty for one without fields */
    static Map<String, Object> object(String text) {
        if (text.isEmpty()) {
            return new LinkedHashMap<>();
        }
        try {
            return JSON.readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the notes of an operation are no JSON object: " + text, e);
        }
    }

    static UploadDetails upload(Object fields) {
        return JSON.convertValue(fields, UploadDetails.class);
    }

    /** As it would be read again. */
    static Object plain(Object value) {
        return JSON.convertValue(value, Object.class);
    }
}
