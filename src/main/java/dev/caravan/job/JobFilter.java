package dev.caravan.job;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs are asked for: those that satisfy every part. An empty set and a null allow all.
 *
 * @param stage where they are, or where they ended
 * @param failures classes of the last failure at their stage
 * @param path what their target begins with
 * @param since created at that time or later
 * @param until created before that time
 */
public record JobFilter(
        Set<JobState> states,
        Set<JobType> types,
        Set<Priority> priorities,
        Set<FailureKind> failures,
        @Nullable String stage,
        @Nullable String user,
        @Nullable String project,
        @Nullable String parent,
        @Nullable String path,
        @Nullable Instant since,
        @Nullable Instant until) {
    public static final JobFilter ALL =
            new JobFilter(Set.of(), Set.of(), Set.of(), Set.of(), null, null, null, null, null, null, null);

    public JobFilter {
        states = Set.copyOf(states);
        types = Set.copyOf(types);
        priorities = Set.copyOf(priorities);
        failures = Set.copyOf(failures);
    }

    /** Only what restricts, always in the same order: as the script reads it. */
    public String toJson() {
        Map<String, Object> parts = new LinkedHashMap<>();
        putAll(parts);
        putText(parts, "stage", stage);
        putText(parts, "user", user);
        putText(parts, "project", project);
        putText(parts, "parent", parent);
        putText(parts, "path", path);
        Optional.ofNullable(since).ifPresent(time -> parts.put("since", time.toEpochMilli()));
        Optional.ofNullable(until).ifPresent(time -> parts.put("until", time.toEpochMilli()));
        return JobFields.toJson(parts);
    }

    private void putAll(Map<String, Object> parts) {
        putSet(parts, "states", states.stream().map(JobState::name).sorted().toArray());
        putSet(parts, "types", types.stream().map(JobType::word).sorted().toArray());
        putSet(
                parts,
                "priorities",
                priorities.stream()
                        .map(priority -> String.valueOf(priority.rank()))
                        .sorted()
                        .toArray());
        putSet(
                parts,
                "failures",
                failures.stream().map(FailureKind::name).sorted().toArray());
    }

    private static void putSet(Map<String, Object> parts, String name, Object[] values) {
        if (values.length > 0) {
            parts.put(name, values);
        }
    }

    private static void putText(Map<String, Object> parts, String name, @Nullable String value) {
        if (value != null) {
            parts.put(name, value);
        }
    }
}
