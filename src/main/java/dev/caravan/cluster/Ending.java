package dev.caravan.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a Job or a Workflow ended that has failed, with the last of its pods.
 *
 * @param reason the cluster's, in a word: `PodFailurePolicy`, `BackoffLimitExceeded`, `DeadlineExceeded`
 * @param message the cluster's
 * @param exitCode of the container; -1 when nobody knows it any more
 * @param last the end of the pod that ended last; empty when there is none any more
 */
public record Ending(String reason, String message, int exitCode, Optional<PodEnd> last) {

    /** The reason that stands for: it has taken too long. */
    static final String DEADLINE = "DeadlineExceeded";

    /** @param pods the oldest first */
    public static Ending of(Workload one, List<Pod> pods, Work work) {
        Optional<PodEnd> last = pods.stream()
                .map(pod -> PodEnd.of(pod, one.container(work)))
                .flatMap(Optional::stream)
                .reduce((earlier, later) -> later);
        int exitCode = last.map(PodEnd::exitCode).orElseGet(one::keptExitCode);
        return new Ending(one.failureReason(), one.failureMessage(), exitCode, last);
    }

    public boolean outOfTime() {
        return reason.equals(DEADLINE)
                || last.filter(end -> end.reason().equals(DEADLINE)).isPresent();
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
