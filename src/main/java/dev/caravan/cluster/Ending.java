package dev.caravan.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a Job ended that has failed, with the last of its pods.
 *
 * @param reason the cluster's, in a word: `PodFailurePolicy`, `BackoffLimitExceeded`, `DeadlineExceeded`
 * @param message the cluster's
 * @param last the end of the pod that ended last; empty when there is none any more
 */
public record Ending(String reason, String message, Optional<PodEnd> last) {

    static Ending of(ClusterJob job, List<Pod> pods, String container) {
        Optional<PodEnd> last = pods.stream()
                .map(pod -> PodEnd.of(pod, container))
                .flatMap(Optional::stream)
                .reduce((earlier, later) -> later);
        return new Ending(job.failureReason(), job.failureMessage(), last);
    }

    /** Of the container; -1 when it is not known, for its pod has gone. */
    public int exitCode() {
        return last.map(PodEnd::exitCode).orElse(-1);
    }

    public boolean outOfTime() {
        return reason.equals("DeadlineExceeded");
    }

    public boolean outOfMemory() {
        return last.map(PodEnd::outOfMemory).orElse(false);
    }

    public boolean outOfDisk() {
        return last.map(PodEnd::outOfDisk).orElse(false);
    }

    public String inWords() {
        String said = message.isBlank()
                ? ""
                : ": " + message.strip().toLowerCase(Locale.ROOT).charAt(0)
                        + message.strip().substring(1);
        return reason + said + last.map(end -> "; " + end.inWords()).orElse("; its pods have gone");
    }
}
