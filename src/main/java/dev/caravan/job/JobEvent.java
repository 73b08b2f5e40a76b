package dev.caravan.job;

import java.util.Map;

/**
 * Something that has happened, as it stands in the stream `events`; `lua/job.lua` says which kinds there are and what their
 * fields are.
 *
 * @param id of the stream's entry, growing: `<milliseconds>-<number>`
 * @param kind `job`, `progress` or `worker`
 * @param fields all of them but the kind
 */
public record JobEvent(EventId id, String kind, Map<String, String> fields) {

    public JobEvent {
        fields = Map.copyOf(fields);
    }

    /** A field's value; empty when the event has no such field. */
    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Whether a job has come into this state. */
    public boolean tellsOf(JobState state) {
        return kind.equals("job") && field("state").equals(state.name());
    }
}
