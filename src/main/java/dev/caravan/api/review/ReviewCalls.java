package dev.caravan.api.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.api.Answer;
import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Bodies;
import dev.caravan.api.Field;
import dev.caravan.api.NotFoundException;
import dev.caravan.api.history.Acts;
import dev.caravan.audit.AuditFormat;
import dev.caravan.audit.AuditRequest;
import dev.caravan.job.Job;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobSettings;
import dev.caravan.job.JobType;
import dev.caravan.job.NewJob;
import dev.caravan.job.Origin;
import dev.caravan.rebuild.RebuildFormat;
import dev.caravan.rebuild.RebuildRequest;
import dev.caravan.review.ReviewPage;
import dev.caravan.review.Reviews;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.TargetSettings;
import dev.caravan.setting.Glob;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Begins rebuilds and audits, and answers their reports. */
public class ReviewCalls {
    private static final int MOST_LINES = 500;
    private static final int USUAL_LINES = 100;
    private static final JsonMapper JSON = new JsonMapper();

    private final PublishSettings settings;
    private final JobQueue queue;
    private final JobSettings jobs;
    private final RebuildFormat rebuilds = new RebuildFormat();
    private final AuditFormat audits = new AuditFormat();
    private final Reviews reviews;
    private final Acts acts;

    public ReviewCalls(PublishSettings settings, JobQueue queue, JobSettings jobs, Reviews reviews, Acts acts) {
        this.settings = settings;
        this.queue = queue;
        this.jobs = jobs;
        this.reviews = reviews;
        this.acts = acts;
    }

    /** `POST /rebuild`. */
    public Answer rebuild(ApiRequest request) {
        request.allowParameters();
        RebuildBody body = Bodies.read(request, RebuildBody.class);
        RebuildRequest wanted = new RebuildRequest(target(body.target()), Boolean.TRUE.equals(body.dryRun()));
        return begin(
                request, JobType.STATE_REBUILD, rebuilds.title(wanted), rebuilds.toJson(wanted), "/api/v1/rebuild/");
    }

    /** `POST /audits`. */
    public Answer audit(ApiRequest request) {
        request.allowParameters();
        AuditBody body = Bodies.read(request, AuditBody.class);
        boolean repair = Boolean.TRUE.equals(body.repair());
        boolean deleteOrphans = Boolean.TRUE.equals(body.deleteOrphans());
        if (deleteOrphans && !repair) {
            throw new BadRequestException("deleteOrphans", "true", "false, unless 'repair' is true");
        }
        AuditRequest wanted = new AuditRequest(
                body.target() == null ? null : target(body.target()),
                pattern(Field.text("dataset", body.dataset(), 1024)),
                checksum(body.content()),
                repair,
                deleteOrphans);
        return begin(request, JobType.DATA_VALIDATION, audits.title(wanted), audits.toJson(wanted), "/api/v1/audits/");
    }

    /** `GET /rebuild/{job}`. */
    public ReviewView rebuildReport(ApiRequest request) throws IOException {
        return report(request, JobType.STATE_REBUILD);
    }

    /** `GET /audits/{job}`. */
    public ReviewView auditReport(ApiRequest request) throws IOException {
        return report(request, JobType.DATA_VALIDATION);
    }

    private Answer begin(ApiRequest request, JobType type, String title, String payload, String location) {
        String stage = type.entry().orElseThrow();
        NewJob job = NewJob.unclaimed(stage, title, payload, List.of())
                .as(type)
                .within(jobs.limits(type, 0))
                .with(jobs.priority(type))
                .from(Origin.of(request.caller().name(), ""));
        queue.enqueue(job);
        acts.of(request, stage, job.id(), title);
        return Answer.accepted(new StartedView(job.id(), title), location + job.id());
    }

    private ReviewView report(ApiRequest request, JobType type) throws IOException {
        request.allowParameters("cursor", "limit");
        String id = Field.job("job", request.pathParameter("job"));
        long from = request.number("cursor", 0, Long.MAX_VALUE, 0);
        int limit = (int) request.number("limit", 1, MOST_LINES, USUAL_LINES);
        Job job = queue.get(id)
                .filter(found -> found.type() == type)
                .orElseThrow(() -> new NotFoundException("there is no job '" + id + "' of the type " + type.word()
                        + "; those that have ended are forgotten after a while"));
        ReviewPage page = reviews.read(id, from, limit);
        String next = page.next() == null ? null : page.next().toString();
        return new ReviewView(id, job.state().name(), summary(job), page.items(), next);
    }

    private static Map<String, Object> summary(Job job) {
        try {
            return JSON.readValue(job.result(), new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the result of the job " + job.id() + " is no JSON object", e);
        }
    }

    private String target(@Nullable String name) {
        List<String> names =
                settings.targets().stream().map(TargetSettings::name).toList();
        if (name == null || !names.contains(name)) {
            throw new BadRequestException("target", name, "the name of an S3 target: one of " + names);
        }
        return name;
    }

    private static @Nullable String pattern(@Nullable String pattern) {
        if (pattern != null) {
            try {
                Glob.of(pattern);
            } catch (PatternSyntaxException e) {
                throw new BadRequestException(
                        "dataset", pattern, "a pattern as 'area/**' (" + e.getDescription() + ")");
            }
        }
        return pattern;
    }

    private static boolean checksum(@Nullable String content) {
        if (content == null || content.equals("size")) {
            return false;
        }
        if (content.equals("checksum")) {
            return true;
        }
        throw new BadRequestException("content", content, "size or checksum");
    }
}
