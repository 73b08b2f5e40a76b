package dev.caravan.api.event;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Choice;
import dev.caravan.api.Field;
import dev.caravan.job.EventId;
import dev.caravan.job.JobEvent;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events a client wants to hear.
 *
 * @param kinds empty for all
 * @param job of this job, or of a batch and its jobs
 * @param after goes on behind this place; null for now
 */
record EventQuestion(
        Set<String> kinds,
        @Nullable String job,
        @Nullable String user,
        @Nullable EventId after) {
    private static final Choice<String> KINDS =
            Choice.of("kinds", new String[] {"job", "progress", "scan", "deleted", "worker"}, kind -> kind);

    static EventQuestion of(ApiRequest request) {
        request.allowParameters("job", "user", "kinds", "lastEventId");
        return new EventQuestion(
                KINDS.all(request),
                request.parameter("job").map(id -> Field.job("job", id)).orElse(null),
                Field.label("user", request.parameter("user").orElse(null)),
                after(request));
    }

    boolean wants(JobEvent event) {
        return (kinds.isEmpty() || kinds.contains(event.kind()))
                && (job == null
                        || event.field("job").equals(job)
                        || event.field("parent").equals(job))
                && (user == null || event.field("user").equals(user));
    }

    private static @Nullable EventId after(ApiRequest request) {
        String header = request.lastEventId();
        String field = header == null ? "lastEventId" : "Last-Event-ID";
        String text = header == null ? request.parameter("lastEventId").orElse(null) : header;
        Optional<EventId> place = Optional.ofNullable(text).flatMap(EventId::of);
        if (text != null && place.isEmpty()) {
            throw new BadRequestException(field, text, "the id of an event, such as 1763800000000-0");
        }
        return place.orElse(null);
    }
}
