package dev.caravan.stage.archive;

import dev.caravan.job.JobRun;
import java.io.IOException;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** Bean `tidy`: removes what a backup has left on disk. */
public final class Tidy {
    private final ArchiveScratch scratch;
    private final ArchiveHistory history;

    public Tidy(ArchiveScratch scratch, ArchiveHistory history) {
        this.scratch = scratch;
        this.history = history;
    }

    public void remove(@Body Backup backup, @ExchangeProperty(JobRun.PROPERTY) JobRun run) throws IOException {
        Plan plan = backup.requirePlan();
        scratch.discard(plan);
        if (plan.spooled() != null) {
            history.tidied(backup, plan.spooled(), run);
            run.log().append("removed: " + plan.spooled().file());
        }
    }
}
