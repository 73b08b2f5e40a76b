package dev.caravan.job;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What works for a job in a cluster, or has, as the attempt has noted that ordered it.
 *
 * @param name of the cluster's object, such as a Kubernetes Job
 * @param namespace in which it is; empty when that was not noted
 * @param atWork whether the job sleeps until it has ended
 * @param waitsFor in the cluster's words, what keeps it from beginning; null when nothing does, or it is not known
 */
public record OutsideWork(
        String name,
        String namespace,
        boolean atWork,
        @Nullable String waitsFor) {
    /** The note of its name. */
    public static final String NAME = "clusterJob";
    /** The note of its namespace. */
    public static final String NAMESPACE = "clusterNamespace";

    /** Empty when nothing was ordered of a cluster. */
    public static Optional<OutsideWork> of(Job job) {
        RunNotes notes = new RunNotes(job.result());
        return notes.text(NAME)
                .map(name -> new OutsideWork(
                        name,
                        notes.text(NAMESPACE).orElse(""),
                        job.asleep(),
                        job.asleep() ? waitsFor(job, name) : null));
    }

    /** Without the name, which those who tell of it put in front. */
    private static @Nullable String waitsFor(Job job, String name) {
        Progress progress = job.progress();
        String current = progress == null || !progress.phase().equals(Progress.PENDING) ? null : progress.current();
        String prefix = name + ": ";
        return current != null && current.startsWith(prefix) ? current.substring(prefix.length()) : current;
    }
}
