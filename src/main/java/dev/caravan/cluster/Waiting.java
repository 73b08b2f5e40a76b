package dev.caravan.cluster;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why something does not work yet, in the cluster's words: quota, no node, image, volume, a queue. */
final class Waiting {
    private static final Set<String> ON_THE_WAY = Set.of("ContainerCreating", "PodInitializing");

    private final Cluster cluster;

    Waiting(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Empty when a pod of it runs or has ended. */
    Optional<String> reason(Workload one, List<Pod> pods) throws IOException {
        Optional<String> held = one.held();
        if (held.isPresent()) {
            return held;
        }
        if (pods.isEmpty()) {
            return Optional.of(warning(cluster.events(one.object())).orElse("no pod has been made yet"));
        }
        Pod newest = pods.get(pods.size() - 1);
        return "Pending".equals(newest.getStatus().getPhase()) ? Optional.of(reason(newest)) : Optional.empty();
    }

    private String reason(Pod pod) throws IOException {
        Optional<String> unscheduled = pod.getStatus().getConditions().stream()
                .filter(one -> one.getType().equals("PodScheduled") && "False".equals(one.getStatus()))
                .findFirst()
                .map(Waiting::inWords);
        if (unscheduled.isPresent()) {
            return unscheduled.get();
        }
        Optional<String> container = pod.getStatus().getContainerStatuses().stream()
                .filter(status -> status.getState() != null && status.getState().getWaiting() != null)
                .findFirst()
                .flatMap(Waiting::inWords);
        if (container.isPresent()) {
            return container.get();
        }
        return warning(cluster.events(pod)).orElse("its pod is being started");
    }

    private static String inWords(PodCondition condition) {
        return condition.getReason() + (condition.getMessage() == null ? "" : ": " + condition.getMessage());
    }

    /** Empty for what goes by by itself, unless an event knows more. */
    private static Optional<String> inWords(ContainerStatus status) {
        var waiting = status.getState().getWaiting();
        if (waiting.getReason() == null || ON_THE_WAY.contains(waiting.getReason())) {
            return Optional.empty();
        }
        return Optional.of(waiting.getReason() + (waiting.getMessage() == null ? "" : ": " + waiting.getMessage()));
    }

    private static Optional<String> warning(List<Event> events) {
        return events.stream()
                .filter(event -> "Warning".equals(event.getType()))
                .findFirst()
                .map(event -> event.getReason() + ": " + event.getMessage());
    }
}
