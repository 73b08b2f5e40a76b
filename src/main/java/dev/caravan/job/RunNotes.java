package dev.caravan.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Gathers what an attempt notes about itself, on top of what earlier stages have noted. */
final class RunNotes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> before;
    private final Map<String, Object> now = new LinkedHashMap<>();

    /** @param result the job's, a JSON object */
    RunNotes(String result) {
        try {
            before = JSON.readValue(result, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a job's result is no JSON object: " + result, e);
        }
    }

    synchronized void put(String name, Object value) {
        now.put(name, value);
    }

    /** Empty when there is nothing of this name, or no text. */
    synchronized Optional<String> text(String name) {
        Object value = now.getOrDefault(name, before.get(name));
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    synchronized Notes toJson() {
        Map<String, Object> all = new LinkedHashMap<>(before);
        all.putAll(now);
        try {
            return new Notes(JSON.writeValueAsString(now), JSON.writeValueAsString(all));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("notes of texts, numbers, lists and maps are always JSON", e);
        }
    }
}
