package dev.caravan.api.file;

import dev.caravan.api.Answer;
import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Bodies;
import dev.caravan.api.Choice;
import dev.caravan.api.Field;
import dev.caravan.api.Requests;
import dev.caravan.api.history.Acts;
import dev.caravan.job.Priority;
import dev.caravan.reprocess.ReprocessRequest;
import dev.caravan.reprocess.ReprocessRequest.Start;
import dev.caravan.reprocess.ReprocessResult;
import dev.caravan.reprocess.Selection;
import dev.caravan.stage.scan.SourceRules;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;

/** Reads what somebody wants to have processed once more, and answers what came of it. */
public class ReprocessCalls {
    private static final Choice<Start> FROM =
            Choice.of("from", Start.values(), start -> start.name().toLowerCase(Locale.ROOT));
    private static final Choice<Priority> PRIORITY = Choice.of("priority", Priority.class);

    private final SourceRules rules;
    private final Acts acts;

    public ReprocessCalls(SourceRules rules, Acts acts) {
        this.rules = rules;
        this.acts = acts;
    }

    /** @throws BadRequestException naming the member */
    public ReprocessRequest read(ApiRequest request) {
        request.allowParameters();
        ReprocessBody body = Bodies.read(request, ReprocessBody.class);
        // What is there and wrong is named before what is missing.
        Start from = body.from() == null ? Start.CONVERT : FROM.value(body.from());
        String user = Field.label("user", body.user());
        String project = Field.label("project", body.project());
        Priority priority = body.priority() == null ? null : PRIORITY.value(body.priority());
        return new ReprocessRequest(
                selection(body),
                from,
                Objects.requireNonNullElse(body.force(), false),
                Objects.requireNonNullElse(body.dryRun(), false),
                user,
                project,
                priority);
    }

    /** 200 for a dry run, else 202. */
    public Answer answer(@Body ReprocessResult result, @ExchangeProperty(Requests.PROPERTY) ApiRequest request) {
        if (result.dryRun()) {
            return new Answer(200, Map.of(), Answer.JSON, result);
        }
        String job = result.job() == null && result.items().size() == 1
                ? result.items().get(0).job()
                : result.job();
        if (job == null) {
            return new Answer(202, Map.of(), Answer.JSON, result);
        }
        acts.of(request, "reprocess", job, result.queued() + " of " + result.total() + " files");
        return Answer.accepted(result, "/api/v1/jobs/" + job);
    }

    private Selection selection(ReprocessBody body) {
        long given = Stream.of(body.path(), body.glob(), body.all())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            throw new BadRequestException(
                    "path", body.path(), "the only one of path, glob and all; " + given + " are there");
        }
        if (body.glob() != null) {
            return new Selection.Matching(body.glob(), FileQuestion.pattern("glob", body.glob(), rules));
        } else if (body.all() != null) {
            return failed(body.all());
        }
        return new Selection.OneFile(inSource(body.path()));
    }

    private static Selection failed(String all) {
        if (!all.equals("failed")) {
            throw new BadRequestException("all", all, "failed");
        }
        return new Selection.AllFailed();
    }

    private Path inSource(@Nullable String text) {
        Path path = RequestedPath.of("path", text);
        if (!rules.contains(path)) {
            throw new BadRequestException("path", text, "within one of the source directories " + rules.roots());
        }
        return path;
    }
}
