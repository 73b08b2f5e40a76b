package dev.caravan.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of a `job:<id>` or `worker:<id>` hash, as they stand in Redis. */
record JobFields(Map<String, String> values) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** @param list name, value, name, value, … */
    static JobFields of(List<?> list) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < list.size(); i += 2) {
            values.put(String.valueOf(list.get(i)), String.valueOf(list.get(i + 1)));
        }
        return new JobFields(values);
    }

    /** A list of texts, or a {@link Progress}. */
    static String toJson(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
        }
    }

    Job toJob() {
        return new Job(
                text("id"),
                JobType.ofWord(text("type")).orElseThrow(() -> malformed("type")),
                text("title"),
                text("target"),
                text("stage"),
                JobState.valueOf(text("state")),
                Priority.ofRank(Integer.parseInt(text("priority"))),
                Integer.parseInt(text("attempt")),
                text("payload"),
                List.of(read("subjects", text("subjects"), String[].class)),
                new Origin(text("user"), text("project"), text("parent")),
                new Limits(Duration.ofMillis(number("timeout")), (int) number("maximum")),
                number("bytes"),
                times(),
                children(),
                branches(),
                progress(),
                values.getOrDefault("result", "{}"),
                failure(),
                values.get("reason"),
                values.get("worker"),
                values.containsKey("asleep"));
    }

    Worker toWorker() {
        return new Worker(
                text("id"),
                text("instance"),
                text("stage"),
                (int) number("slots"),
                WorkerState.valueOf(text("state")),
                List.of(read("jobs", text("jobs"), String[].class)),
                Objects.requireNonNull(time("since")),
                Objects.requireNonNull(time("heartbeat")));
    }

    private JobTimes times() {
        return new JobTimes(
                Objects.requireNonNull(time("created")),
                Objects.requireNonNull(time("updated")),
                time("started"),
                time("ended"),
                time("expires"));
    }

    private @Nullable Children children() {
        return values.containsKey("children")
                ? new Children(
                        number("children"), number("open"), number("completed"), number("failed"), number("cancelled"))
                : null;
    }

    private List<Branch> branches() {
        return List.of(read("branches", values.getOrDefault("branches", "[]"), Branch[].class));
    }

    private @Nullable Progress progress() {
        String json = values.get("progress");
        return json == null ? null : read("progress", json, Progress.class);
    }

    private @Nullable Failure failure() {
        String kind = values.get("failure");
        return kind == null ? null : new Failure(FailureKind.valueOf(kind), text("reason"), text("detail"));
    }

    private <T> T read(String field, String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("job " + values.get("id") + ": its field '" + field + "' is malformed", e);
        }
    }

    private @Nullable Instant time(String field) {
        String value = values.get(field);
        return value == null || value.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(value));
    }

    private long number(String field) {
        return Long.parseLong(text(field));
    }

    private String text(String field) {
        String value = values.get(field);
        if (value == null) {
            throw malformed(field);
        }
        return value;
    }

    private IllegalStateException malformed(String field) {
        return new IllegalStateException("job " + values.get("id") + " has no good field '" + field + "'");
    }
}
