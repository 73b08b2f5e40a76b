package dev.caravan.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a `job:<id>` hash, as they stand in Redis. */
record JobFields(Map<String, String> values) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param list name, value, name, value, … */
    static JobFields of(List<?> list) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < list.size(); i += 2) {
            values.put(String.valueOf(list.get(i)), String.valueOf(list.get(i + 1)));
        }
        return new JobFields(values);
    }

    static String toJson(List<String> subjects) {
        try {
            return JSON.writeValueAsString(subjects);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("subjects " + subjects, e);
        }
    }

    Job toJob() {
        return new Job(
                text("id"),
                text("title"),
                text("stage"),
                JobState.valueOf(text("state")),
                Priority.ofRank(Integer.parseInt(text("priority"))),
                Integer.parseInt(text("attempt")),
                text("payload"),
                subjects(),
                time("created"),
                time("updated"),
                failure(),
                values.get("worker"));
    }

    private @Nullable Failure failure() {
        String kind = values.get("failure");
        return kind == null ? null : new Failure(FailureKind.valueOf(kind), text("reason"), text("detail"));
    }

    private List<String> subjects() {
        try {
            return List.of(JSON.readValue(text("subjects"), String[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("job " + text("id") + ": its subjects are no list of texts", e);
        }
    }

    private Instant time(String field) {
        return Instant.ofEpochMilli(Long.parseLong(text(field)));
    }

    private String text(String field) {
        String value = values.get(field);
        if (value == null) {
            throw new IllegalStateException("job " + values.get("id") + " has no field '" + field + "'");
        }
        return value;
    }
}
