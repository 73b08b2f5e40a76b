package dev.caravan.stage.convert;

import dev.caravan.job.JobRun;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a command may run.
 *
 * @param setting that says so, for messages
 */
record TimeLimit(Duration length, String setting) {

    /** What the command may have, or what is left of the job's own time, whichever is less. */
    static TimeLimit of(Duration command, JobRun run, Instant now) {
        return of(command, "caravan.convert.exec.timeout", run, now);
    }

    /** @param setting that says what the command may have */
    static TimeLimit of(Duration command, String setting, JobRun run, Instant now) {
        return run.deadline()
                .map(deadline -> Duration.between(now, deadline))
                .filter(left -> left.compareTo(command) < 0)
                .map(left -> new TimeLimit(left.isNegative() ? Duration.ZERO : left, "caravan.jobs.types.*.timeout"))
                .orElseGet(() -> new TimeLimit(command, setting));
    }
}
