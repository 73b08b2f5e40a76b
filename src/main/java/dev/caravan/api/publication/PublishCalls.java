package dev.caravan.api.publication;

import dev.caravan.api.Answer;
import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Bodies;
import dev.caravan.api.Requests;
import dev.caravan.api.file.RequestedPath;
import dev.caravan.api.history.Acts;
import dev.caravan.reprocess.LateRequest;
import dev.caravan.reprocess.ReprocessItem;
import dev.caravan.reprocess.ReprocessResult;
import dev.caravan.reprocess.Selection;
import dev.caravan.s3.PublishSettings;
import dev.caravan.stage.scan.SourceRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;

/** Reads what somebody wants to have in a target, and answers what came of it. */
public class PublishCalls {
    private static final int MOST_PATHS = 1000;

    private final PublishSettings settings;
    private final SourceRules rules;
    private final Acts acts;

    public PublishCalls(PublishSettings settings, SourceRules rules, Acts acts) {
        this.settings = settings;
        this.rules = rules;
        this.acts = acts;
    }

    /** @throws BadRequestException naming the member */
    public LateRequest read(ApiRequest request) {
        request.allowParameters();
        PublishBody body = Bodies.read(request, PublishBody.class);
        String target = PublicationDetails.requireTarget(settings, body.target());
        return new LateRequest(target, selection(body), Objects.requireNonNullElse(body.dryRun(), false));
    }

    /** 200 for a dry run, else 202. */
    public Answer answer(@Body ReprocessResult result, @ExchangeProperty(Requests.PROPERTY) ApiRequest request) {
        if (result.dryRun()) {
            return new Answer(200, Map.of(), Answer.JSON, result);
        }
        String job = result.job() != null ? result.job() : onlyJob(result.items());
        if (job == null) {
            return new Answer(202, Map.of(), Answer.JSON, result);
        }
        acts.of(request, "publish", job, result.queued() + " of " + result.total() + " datasets");
        return Answer.accepted(result, "/api/v1/jobs/" + job);
    }

    private static @Nullable String onlyJob(List<ReprocessItem> items) {
        return items.stream()
                .map(ReprocessItem::job)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private Selection selection(PublishBody body) {
        long given = Stream.of(body.paths(), body.glob(), body.missing())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            throw new BadRequestException(
                    "paths", null, "the only one of paths, glob and missing; " + given + " are there");
        }
        if (body.glob() != null) {
            return matching(body.glob());
        } else if (body.paths() != null) {
            return listed(body.paths());
        } else if (!Boolean.TRUE.equals(body.missing())) {
            throw new BadRequestException("missing", "false", "true");
        }
        return new Selection.AllPublished();
    }

    private Selection matching(String glob) {
        try {
            return new Selection.Matching(glob, rules.pattern(glob));
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("glob", glob, String.valueOf(e.getMessage()));
        }
    }

    private Selection listed(List<String> paths) {
        if (paths.isEmpty() || paths.size() > MOST_PATHS) {
            throw new BadRequestException("paths", String.valueOf(paths.size()), "1 to " + MOST_PATHS + " paths");
        }
        return new Selection.Listed(
                paths.stream().distinct().map(this::inSource).toList());
    }

    private Path inSource(String text) {
        Path path = RequestedPath.of("paths", text);
        if (!rules.contains(path)) {
            throw new BadRequestException("paths", text, "within one of the source directories " + rules.roots());
        }
        return path;
    }
}
