package dev.caravan.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;
import java.util.Optional;

/** Something in the cluster that works for a job of ours, as it was read: a Job, or a Workflow of Argo. */
public interface Workload {
    /** By attempt, the newest first. */
    Comparator<Workload> NEWEST_FIRST =
            Comparator.comparingInt(Workload::attempt).reversed();

    HasMetadata object();

    /** Of the API: `Job`, `Workflow`. */
    String kind();

    /** The container of its pods that does the work of a component. */
    String container(Work work);

    /** Whether all its pods have ended, and how it ended stands fast. */
    boolean finished();

    boolean succeeded();

    /** Why none of its pods is to be made yet; empty when they may be. */
    Optional<String> held();

    /** In a word, such as `DeadlineExceeded`, `PodFailurePolicy` or `Error`; empty when it has not failed. */
    String failureReason();

    /** What the cluster says of its failure. */
    String failureMessage();

    /** Of what has failed, for when its pods have gone; -1 when the cluster does not keep it. */
    default int keptExitCode() {
        return -1;
    }

    default String name() {
        return object().getMetadata().getName();
    }

    /** For people: `Job convert-…-1`. */
    default String inWords() {
        return kind() + " " + name();
    }

    default String uid() {
        return object().getMetadata().getUid();
    }

    /** The id of the Caravan job that it works for; empty when it is not ours. */
    default String worksFor() {
        return ClusterLabels.jobOf(object());
    }

    /** What it does, in one word; empty when it does not say. */
    default String component() {
        return ClusterLabels.text(object(), ClusterLabels.COMPONENT);
    }

    /** 0 when it does not say. */
    default int attempt() {
        String attempt = ClusterLabels.text(object(), ClusterLabels.ATTEMPT);
        return attempt.matches("\\d{1,9}") ? Integer.parseInt(attempt) : 0;
    }

    /** Somebody has deleted it, and it goes when its pods have gone. */
    default boolean isGoing() {
        return object().getMetadata().getDeletionTimestamp() != null;
    }
}
