package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.function.Consumer;

/** A pod, driven by a test: what scheduler and kubelet would do with it happens when the test says so. */
public final class SimulatedPod {
    private final ClusterStore store;
    private final Deletion deletion;
    private final ClusterEvents events;
    private final PodLogs logs;
    private final Runnable sync;
    private final ObjectKey key;

    SimulatedPod(
            ClusterStore store, Deletion deletion, ClusterEvents events, PodLogs logs, Runnable sync, ObjectKey key) {
        this.store = store;
        this.deletion = deletion;
        this.events = events;
        this.logs = logs;
        this.sync = sync;
        this.key = key;
    }

    public String name() {
        return key.name();
    }

    /** The pod as it is, with its status. */
    public ObjectNode json() {
        return store.get(key).orElseThrow(() -> new IllegalStateException("the pod " + key.name() + " has gone"));
    }

    /** @param why the scheduler's words, such as {@code 0/3 nodes are available: 3 Insufficient memory.} */
    public SimulatedPod unschedulable(String why) {
        return change(pod -> {
            JobConditions.set(pod, "PodScheduled", "False", "Unschedulable", why);
            events.about(pod, "default-scheduler", "Warning", "FailedScheduling", why);
        });
    }

    public SimulatedPod claimUnbound() {
        return unschedulable(
                "0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/3 nodes are"
                        + " available: 3 Preemption is not helpful for scheduling.");
    }

    public SimulatedPod imageNotPulled() {
        return change(pod -> {
            scheduled(pod);
            String image = pod.at("/spec/containers/0/image").asText();
            container(pod, false)
                    .putObject("waiting")
                    .put("reason", "ImagePullBackOff")
                    .put("message", "Back-off pulling image \"" + image + "\"");
            events.about(pod, "kubelet", "Warning", "Failed", "Failed to pull image \"" + image + "\": not found");
            events.about(pod, "kubelet", "Normal", "BackOff", "Back-off pulling image \"" + image + "\"");
        });
    }

    public SimulatedPod starts() {
        return change(pod -> {
            scheduled(pod);
            ObjectNode status =
                    pod.withObject("/status").put("phase", "Running").put("startTime", ClusterStore.now());
            status.put("podIP", "10.0.0.7");
            for (String type : new String[] {"Initialized", "ContainersReady", "Ready"}) {
                JobConditions.set(pod, type, "True", "", "");
            }
            container(pod, true).putObject("running").put("startedAt", ClusterStore.now());
        });
    }

    public SimulatedPod says(String line) {
        return says(Instant.now(), line);
    }

    public SimulatedPod says(Instant at, String line) {
        logs.add(key, at, line);
        return this;
    }

    public SimulatedPod exits(int code) {
        return ends(code, code == 0 ? "Completed" : "Error");
    }

    public SimulatedPod outOfMemory() {
        return ends(137, "OOMKilled");
    }

    /** A signal that nobody in the container has caught. */
    public SimulatedPod killed(int signal) {
        return ends(128 + signal, "Error");
    }

    /** By the kubelet, for want of memory or disk: the pod stays as a failed one. */
    public SimulatedPod evicted(String why) {
        return change(pod -> {
            JobConditions.set(pod, "DisruptionTarget", "True", "TerminationByKubelet", why);
            terminated(pod, 137, "Error");
            pod.withObject("/status")
                    .put("phase", "Failed")
                    .put("reason", "Evicted")
                    .put("message", why);
            events.about(pod, "kubelet", "Warning", "Evicted", why);
        });
    }

    /** The node does not answer any more: the pod is deleted, and what its container did nobody knows. */
    public SimulatedPod nodeLost() {
        return disrupted("DeletionByTaintManager", "Taint manager: deleting due to NoExecute taint");
    }

    /** The same of a node of which nothing is heard any more: the pod stays, as one that terminates, until {@link #forgotten}. */
    public SimulatedPod nodeSilent() {
        synchronized (store) {
            change(pod -> JobConditions.set(
                    pod,
                    "DisruptionTarget",
                    "True",
                    "DeletionByTaintManager",
                    "Taint manager: deleting due to NoExecute taint"));
            store.get(key).ifPresent(pod -> deletion.delete(key, pod.objectNode()));
            sync.run();
        }
        return this;
    }

    /** The garbage collector of pods, or a person with --force: the node has gone, and the pod with it. */
    public void forgotten() {
        terminates();
    }

    public SimulatedPod preempted() {
        return disrupted("PreemptionByScheduler", "default-scheduler: preempting to accommodate a higher priority pod");
    }

    /** The container has got SIGTERM, the kubelet says that it has ended, and the pod goes. */
    public SimulatedPod terminates() {
        change(pod -> {
            if (!JobConditions.isEnded(pod)) {
                terminated(pod, 143, "Error");
                pod.withObject("/status").put("phase", "Failed");
            }
            pod.withObject("/metadata").put("deletionGracePeriodSeconds", 0);
        });
        return this;
    }

    private SimulatedPod disrupted(String reason, String why) {
        synchronized (store) {
            change(pod -> JobConditions.set(pod, "DisruptionTarget", "True", reason, why));
            store.get(key).ifPresent(pod -> deletion.delete(key, pod.objectNode()));
            if (store.get(key).isPresent()) {
                terminates();
            }
        }
        return this;
    }

    private SimulatedPod ends(int code, String reason) {
        return change(pod -> {
            terminated(pod, code, reason);
            pod.withObject("/status").put("phase", code == 0 ? "Succeeded" : "Failed");
            JobConditions.set(pod, "Ready", "False", code == 0 ? "PodCompleted" : "PodFailed", "");
            if (pod.at("/metadata").has("deletionTimestamp")) {
                pod.withObject("/metadata").put("deletionGracePeriodSeconds", 0);
            }
        });
    }

    private void terminated(ObjectNode pod, int code, String reason) {
        if (!pod.at("/status/containerStatuses").isEmpty()) {
            ObjectNode state = container(pod, false).putObject("terminated");
            state.put("exitCode", code)
                    .put("reason", reason)
                    .put("startedAt", ClusterStore.now())
                    .put("finishedAt", ClusterStore.now());
        }
        logs.end(key);
    }

    private static void scheduled(ObjectNode pod) {
        pod.withObject("/spec").put("nodeName", "node-1");
        JobConditions.set(pod, "PodScheduled", "True", "", "");
    }

    /** @return the state of the container that works, emptied */
    private static ObjectNode container(ObjectNode pod, boolean ready) {
        var statuses = pod.withObject("/status").withArray("containerStatuses");
        ObjectNode status = statuses.isEmpty() ? statuses.addObject() : (ObjectNode) statuses.get(0);
        JsonNode works = ArgoPods.main(pod.at("/spec/containers"));
        String image = works.path("image").asText();
        status.put("name", works.path("name").asText())
                .put("image", image)
                .put("imageID", image)
                .put("ready", ready)
                .put("started", ready)
                .put("restartCount", 0);
        return status.putObject("state");
    }

    private SimulatedPod change(Consumer<ObjectNode> change) {
        synchronized (store) {
            ObjectNode pod =
                    store.get(key).orElseThrow(() -> new IllegalStateException("the pod " + key.name() + " has gone"));
            change.accept(pod);
            store.update(key, pod);
            sync.run();
            return this;
        }
    }
}
