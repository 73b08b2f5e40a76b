package dev.caravan.api.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.caravan.api.ApiJson;
import dev.caravan.job.Branch;
import dev.caravan.job.Children;
import dev.caravan.job.Failure;
import dev.caravan.job.Job;
import dev.caravan.job.JobState;
import dev.caravan.job.Position;
import dev.caravan.job.Priority;
import dev.caravan.job.Progress;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job as the API shows it. */
@Schema(name = "Job", description = "One piece of work, such as the conversion of one file version.")
record JobView(
        @Schema(example = "0c5b6b0e-6f7a-4f0e-9a42-0f6d3f1c2a11")
        String id,

        @Schema(description = "What kind of work it is.", example = "dataset_conversion")
        String type,

        @Schema(description = "What people call it.") String title,
        @Schema(description = "What it works on: a path.") String target,
        JobState state,

        @Schema(description = "Where it is, or where it ended; empty for a batch.", example = "convert")
        String stage,

        Priority priority,

        @Schema(description = "Attempts begun at this stage; 0 while it waits for the first.")
        int attempt,

        int maximumAttempts,

        @Schema(description = "Empty for nobody in particular.")
        String user,

        String project,

        @Schema(description = "The batch it belongs to.") @Nullable
        String parent,

        @Schema(description = "Of a batch, or of a job with branches that it waits for.") @Nullable
        Children children,

        @Schema(description = "Of a dataset's job: its uploads, which are jobs of their own.") @Nullable
        List<Branch> branches,

        Instant created,

        @Schema(description = "When its state changed last.")
        Instant updated,

        @Schema(description = "When its first attempt began.") @Nullable
        Instant started,

        @Nullable Instant ended,

        @Schema(description = "Of one attempt at one stage; 0 for none.")
        double timeoutSeconds,

        @Schema(description = "Size of the target.") long bytes,

        @Schema(description = "Who has it, or had it last; empty while a cluster works for it.") @Nullable
        String worker,

        @Schema(description = "What works for it in a cluster, or has; null for what needs none.") @Nullable
        ClusterView cluster,

        @Schema(description = "Of the present attempt.") @Nullable
        Progress progress,

        @Nullable FailureView failure,

        @Schema(description = "Why it failed or was cancelled.") @Nullable
        String reason,

        @Schema(description = "What its attempts have noted so far.") @Nullable
        Map<String, Object> result,

        @Schema(description = "Its place in the queue; only where one job is asked for, and only while it waits.")
        @Nullable
        Position position) {

    static JobView of(Job job) {
        return of(job, null);
    }

    static JobView of(Job job, @Nullable Position position) {
        Failure failure = job.failure();
        return new JobView(
                job.id(),
                job.type().word(),
                job.title(),
                job.target(),
                job.state(),
                job.stage(),
                job.priority(),
                job.attempt(),
                job.limits().maximumAttempts(),
                job.origin().user(),
                job.origin().project(),
                job.origin().parent().isEmpty() ? null : job.origin().parent(),
                job.children(),
                job.branches().isEmpty() ? null : job.branches(),
                job.times().created(),
                job.times().updated(),
                job.times().started(),
                job.times().ended(),
                job.limits().timeout().toMillis() / 1000.0,
                job.bytes(),
                job.worker(),
                ClusterView.of(job),
                job.progress(),
                failure == null ? null : FailureView.of(failure),
                job.reason(),
                result(job),
                position);
    }

    private static @Nullable Map<String, Object> result(Job job) {
        try {
            Map<String, Object> result = ApiJson.writer().readValue(job.result(), new TypeReference<>() {});
            return result.isEmpty() ? null : result;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("job " + job.id() + ": its field 'result' is malformed", e);
        }
    }
}
