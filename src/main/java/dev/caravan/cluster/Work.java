package dev.caravan.cluster;

import dev.caravan.job.JobLog;
import dev.caravan.job.Progress;
import java.util.Optional;

/** A kind of work that is given to the cluster, for those who follow it. */
public interface Work {

    /** As it stands in the label `app.kubernetes.io/component`. */
    String component();

    /** The container of a Job that does the work. */
    String container();

    /**
     * Hears a line of the container's output, once.
     *
     * @param log where it goes to if a person may want to read it
     * @return how far the work is, when the line says so
     */
    Optional<Progress> heard(String line, JobLog log);
}
