package dev.caravan.api.job;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Choice;
import dev.caravan.api.Field;
import dev.caravan.job.FailureKind;
import dev.caravan.job.JobCursor;
import dev.caravan.job.JobFilter;
import dev.caravan.job.JobOrder;
import dev.caravan.job.JobState;
import dev.caravan.job.JobType;
import dev.caravan.job.Priority;
import dev.caravan.job.StageName;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs a caller wants to see.
 *
 * @param from null for the beginning
 */
record JobQuestion(
        JobFilter filter,
        JobOrder order,
        int limit,
        @Nullable JobCursor from) {
    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 500;
    private static final Choice<JobState> STATE = Choice.of("state", JobState.class);
    private static final Choice<JobType> TYPE = Choice.of("type", JobType.values(), JobType::word);
    private static final Choice<Priority> PRIORITY = Choice.of("priority", Priority.class);
    private static final Choice<FailureKind> FAILURE = Choice.of("failure", FailureKind.class);
    private static final Choice<JobOrder> ORDER =
            Choice.of("order", JobOrder.values(), order -> order.name().toLowerCase(Locale.ROOT));

    /** @throws BadRequestException naming the parameter */
    static JobQuestion of(ApiRequest request) {
        request.allowParameters(
                "state",
                "type",
                "stage",
                "user",
                "project",
                "parent",
                "priority",
                "failure",
                "path",
                "since",
                "until",
                "order",
                "limit",
                "cursor");
        return of(request, Field.label("project", text(request, "project")));
    }

    /** Of one project, which the path names. */
    static JobQuestion ofProject(ApiRequest request) {
        request.allowParameters(
                "state",
                "type",
                "stage",
                "user",
                "parent",
                "priority",
                "failure",
                "path",
                "since",
                "until",
                "order",
                "limit",
                "cursor");
        return of(request, Field.label("project", request.pathParameter("project")));
    }

    private static JobQuestion of(ApiRequest request, @Nullable String project) {
        JobFilter filter = filter(request, project);
        JobOrder order = ORDER.one(request).orElse(JobOrder.NEWEST);
        int limit = (int) request.number("limit", 1, MOST, USUAL_LIMIT);
        Optional<JobCursor> from =
                request.parameter("cursor").map(text -> CursorText.parse(text, question(filter, order)));
        return new JobQuestion(filter, order, limit, from.orElse(null));
    }

    private static JobFilter filter(ApiRequest request, @Nullable String project) {
        return new JobFilter(
                STATE.all(request),
                TYPE.all(request),
                PRIORITY.all(request),
                FAILURE.all(request),
                stage(request),
                Field.label("user", text(request, "user")),
                project,
                request.parameter("parent").map(id -> Field.job("parent", id)).orElse(null),
                Field.path("path", text(request, "path")),
                Field.time(request, "since"),
                Field.time(request, "until"));
    }

    /** The word for a place behind this page. */
    String cursor(JobCursor next) {
        return CursorText.of(next, question(filter, order));
    }

    private static String question(JobFilter filter, JobOrder order) {
        return order + filter.toJson();
    }

    private static @Nullable String text(ApiRequest request, String name) {
        return request.parameter(name).orElse(null);
    }

    private static @Nullable String stage(ApiRequest request) {
        String stage = text(request, "stage");
        if (stage == null) {
            return null;
        }
        try {
            return StageName.require(stage);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("stage", stage, "the name of a stage: lower-case letters, digits and '-'");
        }
    }
}
