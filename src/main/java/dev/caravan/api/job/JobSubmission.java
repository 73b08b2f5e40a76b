package dev.caravan.api.job;

import dev.caravan.api.Answer;
import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Bodies;
import dev.caravan.api.Choice;
import dev.caravan.api.ConflictException;
import dev.caravan.api.Field;
import dev.caravan.api.file.RequestedPath;
import dev.caravan.job.JobType;
import dev.caravan.job.Priority;
import dev.caravan.reprocess.ReprocessItem;
import dev.caravan.reprocess.ReprocessRequest;
import dev.caravan.reprocess.ReprocessRequest.Start;
import dev.caravan.reprocess.ReprocessResult;
import dev.caravan.reprocess.Selection;
import dev.caravan.stage.scan.SourceRules;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes files that somebody wants to have converted without waiting for a scan. */
public class JobSubmission {
    private static final int MOST_PATHS = 10_000;
    private static final int MOST_REASONS = 10;
    private static final Choice<JobType> TYPE = Choice.of("type", JobType.values(), JobType::word);
    private static final Choice<Start> FROM =
            Choice.of("from", Start.values(), start -> start.name().toLowerCase(Locale.ROOT));
    private static final Choice<Priority> PRIORITY = Choice.of("priority", Priority.class);

    private final SourceRules rules;
    private final JobDetails details;

    public JobSubmission(SourceRules rules, JobDetails details) {
        this.rules = rules;
        this.details = details;
    }

    /** @throws BadRequestException naming the member */
    public ReprocessRequest read(ApiRequest request) {
        request.allowParameters();
        JobBody body = Bodies.read(request, JobBody.class);
        requireHandler(body.type());
        // What is there and wrong is named before what is missing.
        Start from = body.from() == null ? Start.CONVERT : FROM.value(body.from());
        String user = Field.label("user", body.user());
        String project = Field.label("project", body.project());
        Priority priority = body.priority() == null ? null : PRIORITY.value(body.priority());
        return new ReprocessRequest(
                selection(body), from, Objects.requireNonNullElse(body.force(), false), false, user, project, priority);
    }

    /**
     * 202 with the job; with the batch when there are several.
     *
     * @throws ConflictException none of the files could be taken
     */
    public Answer answer(ReprocessResult result) {
        String job = result.job() != null ? result.job() : onlyJob(result.items());
        if (job == null) {
            throw new ConflictException(result.items().stream()
                    .limit(MOST_REASONS)
                    .map(item -> item.path() + ": " + item.reason())
                    .collect(Collectors.joining("; ")));
        }
        return Answer.accepted(details.view(job), "/api/v1/jobs/" + job);
    }

    private static void requireHandler(@Nullable String type) {
        if (TYPE.value(type) != JobType.DATASET_CONVERSION) {
            throw new BadRequestException(
                    "type", type, JobType.DATASET_CONVERSION.word() + ", the only type that callers can begin");
        }
    }

    private Selection selection(JobBody body) {
        if ((body.path() == null) == (body.paths() == null)) {
            throw new BadRequestException("path", body.path(), "there, or 'paths', but not both");
        }
        if (body.paths() == null) {
            return new Selection.OneFile(file("path", body.path()));
        }
        if (body.paths().isEmpty() || body.paths().size() > MOST_PATHS) {
            throw new BadRequestException(
                    "paths", body.paths().size() + " paths", "a list of 1 to " + MOST_PATHS + " paths");
        }
        Set<Path> files = new LinkedHashSet<>();
        for (int i = 0; i < body.paths().size(); i++) {
            files.add(file("paths[" + i + "]", body.paths().get(i)));
        }
        return new Selection.Listed(new ArrayList<>(files));
    }

    private Path file(String field, @Nullable String text) {
        Path path = RequestedPath.of(field, text);
        if (!rules.contains(path)) {
            throw new BadRequestException(field, text, "within one of the source directories " + rules.roots());
        }
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new BadRequestException(field, text, "a file that is there");
        }
        return path;
    }

    private static @Nullable String onlyJob(List<ReprocessItem> items) {
        return items.stream()
                .map(ReprocessItem::job)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
