package dev.caravan.api.job;

import dev.caravan.api.Answer;
import dev.caravan.api.ApiRequest;
import dev.caravan.api.Bodies;
import dev.caravan.api.Choice;
import dev.caravan.api.ConflictException;
import dev.caravan.api.Field;
import dev.caravan.api.history.Acts;
import dev.caravan.job.IllegalTransitionException;
import dev.caravan.job.JobControl;
import dev.caravan.job.JobState;
import dev.caravan.job.Priority;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cancels jobs, deletes them, gives them another priority. */
public class JobActions {
    private static final int LONGEST_REASON = 500;
    private static final Choice<Priority> PRIORITY = Choice.of("priority", Priority.class);

    private final JobControl control;
    private final JobDetails details;
    private final Acts acts;

    public JobActions(JobControl control, JobDetails details, Acts acts) {
        this.control = control;
        this.details = details;
        this.acts = acts;
    }

    /** `PUT /jobs/{id}`. */
    public JobView change(ApiRequest request) {
        String id = id(request);
        JobChange change = Bodies.read(request, JobChange.class);
        change.requireOne();
        if (change.state() != null) {
            return cancel(id, request, change.reason());
        }
        Priority priority = PRIORITY.value(change.priority());
        known(id, legal(id, "get another priority", () -> control.reprioritise(id, priority)));
        acts.of(request, "prioritise", id, priority.name());
        return details.view(id);
    }

    /** `POST /jobs/{id}/cancel`. */
    public JobView cancel(ApiRequest request) {
        String id = id(request);
        return cancel(
                id, request, Bodies.readOptional(request, CancelRequest.class).reason());
    }

    /** `DELETE /jobs/{id}`. */
    public Answer delete(ApiRequest request) {
        String id = id(request);
        Bodies.none(request);
        JobState state = details.find(id).state();
        if (state.isFinal()) {
            // Afterwards nobody knows what it worked on.
            acts.of(request, "delete", id, "");
        }
        known(id, legal(id, "be deleted; cancel it first", () -> control.delete(id)));
        return Answer.empty();
    }

    private JobView cancel(String id, ApiRequest request, @Nullable String reason) {
        String why = Optional.ofNullable(Field.text("reason", reason, LONGEST_REASON))
                .map(given -> given + " (" + request.caller().name() + ")")
                .orElse("by " + request.caller().name());
        known(id, legal(id, "be cancelled", () -> control.cancel(id, why)));
        acts.of(request, "cancel", id, why);
        return details.view(id);
    }

    private boolean legal(String id, String what, java.util.function.BooleanSupplier action) {
        try {
            return action.getAsBoolean();
        } catch (IllegalTransitionException e) {
            throw new ConflictException(
                    "job '" + id + "' is " + details.find(id).state() + " and cannot " + what);
        }
    }

    private static void known(String id, boolean found) {
        if (!found) {
            throw JobDetails.unknown(id);
        }
    }

    private static String id(ApiRequest request) {
        request.allowParameters();
        return Field.job("id", request.pathParameter("id"));
    }
}
