package dev.caravan.stage.cleanup;

import dev.caravan.history.Retention;
import dev.caravan.job.EndedJobs;
import dev.caravan.job.Job;
import dev.caravan.job.JobQueue;
import dev.caravan.workspace.Workspace;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bean `cleanUp`. Several instances may clean up at once: each finds what the others have left. */
public class CleanUp {
    private static final Logger LOG = LoggerFactory.getLogger(CleanUp.class);

    private final JobQueue queue;
    private final EndedJobs jobs;
    private final Retention history;
    private final ScratchSweep scratch;
    private final Workspace workspace;
    private final Terms terms;
    private final Clock clock;

    /**
     * How long things are kept.
     *
     * @param history an operation
     * @param logs a log whose job is not known: at least as long as any job is
     */
    public record Terms(Duration history, Duration logs) {}

    public CleanUp(
            JobQueue queue,
            EndedJobs jobs,
            Retention history,
            ScratchSweep scratch,
            Workspace workspace,
            Terms terms,
            Clock clock) {
        this.queue = queue;
        this.jobs = jobs;
        this.history = history;
        this.scratch = scratch;
        this.workspace = workspace;
        this.terms = terms;
        this.clock = clock;
    }

    /** Removes all whose time has come: jobs and their logs, history, logs of nobody, scratch directories of nobody. */
    public CleanUpResult due() throws IOException {
        JobLogs logs = new JobLogs(workspace.jobLogs(), false);
        AtomicLong forgotten = new AtomicLong();
        jobs.forgetDue(page -> {
            forgotten.addAndGet(page.size());
            page.forEach(logs::delete);
        });
        long operations = history.trim(clock.instant().minus(terms.history()));
        logs.deleteOlderThan(clock.instant().minus(terms.logs()), job -> !isKnown(job));
        scratch.sweep(this::isLive);
        CleanUpResult result = new CleanUpResult(forgotten.get(), operations, logs.count(), logs.bytes(), false);
        if (!result.nothing()) {
            LOG.info("{}", result.summary());
        }
        return result;
    }

    /**
     * Removes what is older, whether or not its time has come.
     *
     * @param what of this
     * @param dryRun only counts; logs of jobs that would be forgotten among the logs
     */
    public CleanUpResult olderThan(Duration age, Set<Kind> what, boolean dryRun) throws IOException {
        Instant time = clock.instant().minus(age);
        JobLogs logs = new JobLogs(workspace.jobLogs(), dryRun);
        long forgotten = what.contains(Kind.JOBS) ? forgetJobs(time, logs, what, dryRun) : 0;
        long operations = 0;
        if (what.contains(Kind.HISTORY)) {
            operations = dryRun ? history.count(time) : history.trim(time);
        }
        if (what.contains(Kind.LOGS)) {
            logs.deleteOlderThan(time, job -> !isLive(job));
        }
        return new CleanUpResult(forgotten, operations, logs.count(), logs.bytes(), dryRun);
    }

    /** With their logs; in a dry run, those are not counted twice. */
    private long forgetJobs(Instant time, JobLogs logs, Set<Kind> what, boolean dryRun) {
        AtomicLong forgotten = new AtomicLong();
        jobs.forgetEndedBefore(time, dryRun, page -> {
            forgotten.addAndGet(page.size());
            if (!dryRun || !what.contains(Kind.LOGS)) {
                page.forEach(logs::delete);
            }
        });
        return forgotten.get();
    }

    private boolean isKnown(String job) {
        return queue.get(job).isPresent();
    }

    private boolean isLive(String job) {
        return queue.get(job).map(Job::state).filter(state -> !state.isFinal()).isPresent();
    }
}
