package dev.caravan.cluster;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How a pod's container ended.
 *
 * @param pod name
 * @param exitCode of the container; -1 when the pod ended without it
 * @param reason in a word: `OOMKilled`, `Error`, `Evicted`
 * @param message what the cluster says of it; may be empty
 */
record PodEnd(String pod, int exitCode, String reason, String message) {

    /** Empty while it has not ended. */
    static Optional<PodEnd> of(Pod pod, String container) {
        String name = pod.getMetadata().getName();
        Optional<PodEnd> own = statuses(pod).stream()
                .filter(status -> status.getName().equals(container))
                .map(status -> status.getState().getTerminated())
                .filter(Objects::nonNull)
                .findFirst()
                .map(end -> of(name, end));
        if (own.isPresent() && pod.getStatus().getReason() == null) {
            return own;
        }
        return "Failed".equals(pod.getStatus().getPhase())
                ? Optional.of(new PodEnd(
                        name,
                        own.map(PodEnd::exitCode).orElse(-1),
                        text(pod.getStatus().getReason()),
                        text(pod.getStatus().getMessage())))
                : own;
    }

    private static PodEnd of(String pod, ContainerStateTerminated end) {
        return new PodEnd(pod, end.getExitCode(), text(end.getReason()), text(end.getMessage()));
    }

    private static List<ContainerStatus> statuses(Pod pod) {
        return pod.getStatus() == null ? List.of() : pod.getStatus().getContainerStatuses();
    }

    private static String text(String said) {
        return Objects.requireNonNullElse(said, "");
    }

    boolean outOfMemory() {
        return reason.equals("OOMKilled");
    }

    /** The node's disk, or the pod's part of it, ran full. */
    boolean outOfDisk() {
        String said = message.toLowerCase(Locale.ROOT);
        return reason.equals("Evicted")
                && (said.contains("ephemeral") || said.contains("emptydir") || said.contains("disk"));
    }

    String inWords() {
        String code = exitCode < 0 ? "" : " with exit code " + exitCode;
        String why = reason.isEmpty() ? "" : " (" + reason + (message.isBlank() ? "" : ": " + message.strip()) + ")";
        return "pod " + pod + " ended" + code + why;
    }
}
