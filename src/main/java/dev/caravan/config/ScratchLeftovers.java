package dev.caravan.config;

import dev.caravan.job.JobEvent;
import dev.caravan.job.JobEventListener;
import dev.caravan.job.JobEvents;
import dev.caravan.job.JobState;
import dev.caravan.job.Leftovers;
import dev.caravan.stage.convert.Scratch;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the scratch directories of jobs that were cancelled. A job that waited for its next stage is in nobody's hands, so each
 * instance does it; of one that ran, its worker does it when the run has ended.
 */
final class ScratchLeftovers implements Leftovers, JobEventListener {
    private static final Logger LOG = LoggerFactory.getLogger(ScratchLeftovers.class);

    private final Scratch scratch;
    private final JobEvents events;

    ScratchLeftovers(Scratch scratch, JobEvents events) {
        this.scratch = scratch;
        this.events = events;
    }

    ScratchLeftovers listen() {
        var unused = events.listen(this);
        return this;
    }

    @Override
    public void remove(String job) {
        try {
            scratch.discardAll(job);
        } catch (IOException e) {
            LOG.warn("the scratch directory of job {} stays until the next start: {}", job, e.toString());
        }
    }

    @Override
    public void heard(JobEvent event) {
        if (event.tellsOf(JobState.CANCELLED) && !event.field("from").equals(JobState.RUNNING.name())) {
            remove(event.field("job"));
        }
    }

    @Override
    public void fellBehind() {
        listen();
    }
}
