package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A Job, driven by a test. */
public final class SimulatedJob {
    private final SimulatedCluster cluster;
    private final ObjectKey key;

    SimulatedJob(SimulatedCluster cluster, ObjectKey key) {
        this.cluster = cluster;
        this.key = key;
    }

    public String name() {
        return key.name();
    }

    /** @return the Job as it is, with its status */
    public ObjectNode json() {
        return cluster.store()
                .get(key)
                .orElseThrow(() -> new IllegalStateException("there is no job " + key.namespace() + "/" + key.name()));
    }

    public boolean exists() {
        return cluster.store().get(key).isPresent();
    }

    /** @return the pod of the present attempt: the one that was made last */
    public SimulatedPod pod() {
        List<SimulatedPod> pods = pods();
        if (pods.isEmpty()) {
            throw new IllegalStateException("the job " + key.name() + " has no pod");
        }
        return pods.get(pods.size() - 1);
    }

    /** @return in the order in which they were made */
    public List<SimulatedPod> pods() {
        return cluster.controller().pods(json()).stream()
                .sorted(java.util.Comparator.comparing(
                        pod -> pod.at("/metadata/name").asText()))
                .map(pod -> cluster.pod(ObjectKey.of("pods", pod), key))
                .toList();
    }

    /** Kueue, or whoever has suspended it, lets it go. */
    public SimulatedJob admitted() {
        return change(job -> job.withObject("/spec").put("suspend", false));
    }

    public SimulatedJob suspended() {
        return change(job -> job.withObject("/spec").put("suspend", true));
    }

    /** The time in activeDeadlineSeconds is over. */
    public SimulatedJob deadlineExceeded() {
        return change(job -> {
            if (!job.at("/spec").has("activeDeadlineSeconds")) {
                throw new IllegalStateException("the job " + key.name() + " has no deadline");
            }
            JobConditions.set(
                    job, "FailureTarget", "True", "DeadlineExceeded", "Job was active longer than specified deadline");
        });
    }

    /** The time in ttlSecondsAfterFinished is over. */
    public void outlived() {
        if (!json().at("/spec").has("ttlSecondsAfterFinished")
                || !JobConditions.has(json(), "Complete") && !JobConditions.has(json(), "Failed")) {
            throw new IllegalStateException(
                    "the job " + key.name() + " is kept: it has not ended, or has no ttlSecondsAfterFinished");
        }
        cluster.delete(key, "Background");
    }

    /** Behind the back of whoever made it. */
    public void deleted() {
        cluster.delete(key, "Background");
    }

    private SimulatedJob change(java.util.function.Consumer<ObjectNode> change) {
        synchronized (cluster.store()) {
            ObjectNode job = json();
            change.accept(job);
            cluster.store().update(key, job);
            cluster.controller().sync(key);
        }
        return this;
    }
}
