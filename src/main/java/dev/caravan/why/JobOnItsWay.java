package dev.caravan.why;

import dev.caravan.job.Failure;
import dev.caravan.job.Job;
import dev.caravan.job.JobState;
import dev.caravan.job.OutsideWork;
import dev.caravan.job.Priority;
import dev.caravan.job.Progress;
import dev.caravan.job.Standing;
import dev.caravan.job.Standings;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Speaks of a job that has not ended. */
final class JobOnItsWay {
    private static final String NOTHING = "nothing is to be done: ";

    private final Standings standings;
    private final StageWorkers workers;
    private final Duration lease;

    /** @param lease how long a worker's sign of life is good for */
    JobOnItsWay(Standings standings, StageWorkers workers, Duration lease) {
        this.standings = standings;
        this.workers = workers;
        this.lease = lease;
    }

    Answer answer(Job job) {
        Standing standing = standings.of(job.id()).orElseGet(() -> new Standing(0, 0, 0, null, null, Instant.now()));
        if (job.asleep()) {
            return outside(job, standing);
        }
        if (job.state() == JobState.RUNNING) {
            return waitsForBranches(job, standing) ? BranchVoice.answer(job) : running(job, standing);
        }
        Failure failure = job.failure();
        Answer answer = failure == null ? queued(job, standing) : retrying(job, failure, standing);
        return workers.trouble(job.stage())
                .map(trouble -> answer.adding("; " + trouble.sentence()).advising(trouble.next()))
                .orElse(answer);
    }

    /** Nobody has it, because others work on its parts. */
    private static boolean waitsForBranches(Job job, Standing standing) {
        return standing.leasedUntil() == null
                && job.branches().stream()
                        .anyMatch(branch -> branch.required() && !branch.state().isFinal());
    }

    private static Answer queued(Job job, Standing standing) {
        String place = standing.place() == 0
                ? "in " + job.stage()
                : Ordinal.of(standing.place()) + " of " + standing.waiting() + " in " + job.stage() + ", "
                        + standing.running() + " running";
        return new Answer(
                FileState.QUEUED,
                "queued: " + place + labels(job),
                NOTHING + "it is taken in its turn; PUT /api/v1/jobs/" + job.id()
                        + " {\"priority\": \"URGENT\"} lets it go first");
    }

    private static String labels(Job job) {
        return (job.priority() == Priority.NORMAL ? "" : ", priority " + job.priority())
                + (job.origin().user().isEmpty()
                        ? ""
                        : ", in turn with other users as one of '"
                                + job.origin().user() + "'");
    }

    private static Answer retrying(Job job, Failure failure, Standing standing) {
        Instant due = standing.due();
        String when = due == null || !due.isAfter(standing.at())
                ? ", as soon as a worker is free"
                : " in " + Span.between(standing.at(), due);
        return new Answer(
                FileState.RETRYING,
                "retrying: attempt " + (job.attempt() + 1) + " of "
                        + job.limits().maximumAttempts() + " at " + job.stage() + when + ", because "
                        + failure.reason(),
                "wait for it; or " + failure.kind().advice());
    }

    private Answer running(Job job, Standing standing) {
        Instant leasedUntil = standing.leasedUntil();
        String sign = leasedUntil == null
                ? ""
                : "; its worker gave a sign of life " + Span.between(leasedUntil.minus(lease), standing.at()) + " ago";
        return new Answer(
                FileState.RUNNING,
                "running: " + job.stage() + progress(job.progress()) + since(job, standing)
                        + (job.worker() == null ? "" : ", by " + job.worker()) + sign,
                NOTHING + "GET /api/v1/jobs/" + job.id() + "/log tells more, POST /api/v1/jobs/" + job.id()
                        + "/cancel ends it");
    }

    /** Others work for it, or will as soon as what they wait for is there. */
    private static Answer outside(Job job, Standing standing) {
        Progress progress = job.progress();
        boolean pending = progress != null && progress.phase().equals(Progress.PENDING);
        String how = progress != null && pending
                ? ", where it waits: " + progress.current()
                : OutsideWork.of(job).map(work -> " by " + work.name()).orElse("") + progress(progress);
        return new Answer(
                FileState.RUNNING,
                "running: " + job.stage() + " in the cluster" + how + since(job, standing),
                (pending ? "if that does not go by by itself, mend what it names in the cluster; " : NOTHING)
                        + "POST /api/v1/jobs/" + job.id() + "/cancel ends it");
    }

    private static String since(Job job, Standing standing) {
        Instant started = job.times().started();
        return started == null ? "" : ", for " + Span.between(started, standing.at());
    }

    private static String progress(@Nullable Progress progress) {
        if (progress == null) {
            return "";
        }
        return ", " + progress.phase()
                + (progress.percent() == null ? "" : " " + Math.round(Math.floor(progress.percent())) + " %")
                + (progress.etaSeconds() == null
                        ? ""
                        : ", " + Span.of(Duration.ofSeconds(Math.round(progress.etaSeconds()))) + " left")
                + (progress.peakMemoryBytes() == null
                        ? ""
                        : ", at most " + (progress.peakMemoryBytes() >> 20) + " MB of memory");
    }
}
