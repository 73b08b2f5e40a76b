package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The Job controller and the garbage collector: makes pods, counts those that have ended, ends Jobs. Each step is done at once when it is
 * due, without the pauses that the real one makes between attempts.
 */
final class JobController {
    private static final String TRACKING = "batch.kubernetes.io/job-tracking";

    private final ClusterStore store;
    private final Deletion deletion;
    private final ClusterEvents events;
    private final Supplier<String> suffixes;
    private final Deque<ObjectKey> due = new ArrayDeque<>();
    private boolean working;
    private volatile Optional<String> quota = Optional.empty();

    JobController(ClusterStore store, Deletion deletion, ClusterEvents events, Supplier<String> suffixes) {
        this.store = store;
        this.deletion = deletion;
        this.events = events;
        this.suffixes = suffixes;
    }

    /** @param exceeded the words of the quota, nothing where there is room */
    void quota(Optional<String> exceeded) {
        quota = exceeded;
        store.list("jobs.batch", "").forEach(job -> sync(ObjectKey.of("jobs.batch", job)));
    }

    /** Brings a Job to where its pods are. What becomes due by that is done after it, not in its midst. */
    void sync(ObjectKey key) {
        due.add(key);
        if (working) {
            return;
        }
        working = true;
        try {
            while (!due.isEmpty()) {
                step(due.remove());
            }
        } finally {
            working = false;
        }
    }

    private void step(ObjectKey key) {
        store.get(key).ifPresent(job -> {
            if (job.at("/metadata").has("deletionTimestamp")) {
                goes(key, job);
            } else if (!JobConditions.has(job, "Complete") && !JobConditions.has(job, "Failed")) {
                works(key, job);
            }
        });
    }

    List<ObjectNode> pods(JsonNode job) {
        String uid = job.at("/metadata/uid").asText();
        return store.list("pods", job.at("/metadata/namespace").asText()).stream()
                .filter(pod -> ClusterStore.isOwnedBy(pod, uid))
                .map(ObjectNode::deepCopy)
                .toList();
    }

    /** After a Job has gone its pods follow. */
    void collect(ObjectNode job) {
        for (ObjectNode pod : pods(job)) {
            ObjectKey key = ObjectKey.of("pods", pod);
            deletion.release(key, TRACKING);
            store.get(key).ifPresent(left -> deletion.delete(key, left.objectNode()));
        }
    }

    private void goes(ObjectKey key, ObjectNode job) {
        String finalizers = job.at("/metadata/finalizers").toString();
        if (finalizers.contains("\"orphan\"")) {
            pods(job).forEach(this::orphan);
            deletion.release(key, "orphan");
            return;
        }
        collect(job);
        if (pods(job).isEmpty()) {
            deletion.release(key, "foregroundDeletion");
        }
    }

    private void orphan(ObjectNode pod) {
        ObjectKey key = ObjectKey.of("pods", pod);
        pod.withObject("/metadata").remove("ownerReferences");
        store.update(key, pod);
        deletion.release(key, TRACKING);
    }

    private void works(ObjectKey key, ObjectNode job) {
        job = suspended(key, job);
        count(key, job);
        job = store.get(key).orElseThrow();
        end(key, job);
        job = store.get(key).orElseThrow();
        if (JobConditions.target(job).isEmpty() && !job.at("/spec/suspend").asBoolean()) {
            refill(key, job);
        }
        store.get(key).ifPresent(last -> store.update(key, JobConditions.counted(last, pods(last))));
    }

    private ObjectNode suspended(ObjectKey key, ObjectNode job) {
        boolean suspend = job.at("/spec/suspend").asBoolean();
        if (suspend && !JobConditions.has(job, "Suspended")) {
            JobConditions.set(job, "Suspended", "True", "JobSuspended", "Job suspended");
            job.withObject("/status").remove("startTime");
            events.about(job, "job-controller", "Normal", "Suspended", "Job suspended");
            pods(job).forEach(pod -> deletion.delete(ObjectKey.of("pods", pod), pod.objectNode()));
        } else if (!suspend && !job.at("/status").has("startTime")) {
            if (JobConditions.has(job, "Suspended")) {
                JobConditions.set(job, "Suspended", "False", "JobResumed", "Job resumed");
                events.about(job, "job-controller", "Normal", "Resumed", "Job resumed");
            }
            job.withObject("/status").put("startTime", ClusterStore.now());
        }
        return store.update(key, job);
    }

    /** Ended pods are counted once: noted as uncounted, let go, then counted. */
    private void count(ObjectKey key, ObjectNode job) {
        for (ObjectNode pod : pods(job)) {
            String phase = pod.at("/status/phase").asText();
            boolean ended = phase.equals("Failed") || phase.equals("Succeeded");
            if (ended && pod.at("/metadata/finalizers").toString().contains(TRACKING)) {
                FailurePolicy policy = FailurePolicy.of(job, pod);
                boolean failed = phase.equals("Failed");
                if (failed && policy.action().equals("FailJob")) {
                    JobConditions.set(job, "FailureTarget", "True", "PodFailurePolicy", policy.message());
                }
                count(key, job, pod, failed ? (policy.action().equals("Ignore") ? "" : "failed") : "succeeded");
                job = store.get(key).orElseThrow();
            }
        }
    }

    private void count(ObjectKey key, ObjectNode job, ObjectNode pod, String counter) {
        if (!counter.isEmpty()) {
            job.withObject("/status/uncountedTerminatedPods")
                    .withArray(counter)
                    .add(pod.at("/metadata/uid").asText());
        }
        store.update(key, job);
        deletion.release(ObjectKey.of("pods", pod), TRACKING);
        ObjectNode after = store.get(key).orElseThrow();
        ObjectNode status = after.withObject("/status");
        if (!counter.isEmpty()) {
            status.put(counter, status.path(counter).asInt() + 1);
            status.putObject("uncountedTerminatedPods");
        }
        store.update(key, after);
    }

    private void end(ObjectKey key, ObjectNode job) {
        int failed = job.at("/status/failed").asInt();
        if (JobConditions.target(job).isEmpty()) {
            if (job.at("/status/succeeded").asInt()
                    >= job.at("/spec/completions").asInt()) {
                JobConditions.set(
                        job,
                        "SuccessCriteriaMet",
                        "True",
                        "CompletionsReached",
                        "Reached expected number of succeeded pods");
            } else if (failed > job.at("/spec/backoffLimit").asInt()) {
                JobConditions.set(
                        job,
                        "FailureTarget",
                        "True",
                        "BackoffLimitExceeded",
                        "Job has reached the specified backoff limit");
            }
            store.update(key, job);
        }
        JobConditions.target(job).ifPresent(target -> finish(key, job, target));
    }

    /** The target is written first; the end when no pod is left that could still run. */
    private void finish(ObjectKey key, ObjectNode job, JsonNode target) {
        pods(job).stream()
                .filter(JobConditions::isActive)
                .forEach(pod -> deletion.delete(ObjectKey.of("pods", pod), pod.objectNode()));
        if (pods(job).stream().anyMatch(pod -> !JobConditions.isEnded(pod))) {
            return;
        }
        count(key, store.get(key).orElseThrow());
        ObjectNode last = store.get(key).orElseThrow();
        boolean complete = target.path("type").asText().equals("SuccessCriteriaMet");
        String reason = target.path("reason").asText();
        JobConditions.set(
                last,
                complete ? "Complete" : "Failed",
                "True",
                reason,
                target.path("message").asText());
        if (complete) {
            last.withObject("/status").put("completionTime", ClusterStore.now());
        }
        store.update(key, last);
        events.about(
                last,
                "job-controller",
                complete ? "Normal" : "Warning",
                complete ? "Completed" : reason,
                target.path("message").asText());
    }

    private void refill(ObjectKey key, ObjectNode job) {
        boolean waits = job.at("/spec/podReplacementPolicy").asText().equals("Failed");
        long busy = pods(job).stream()
                .filter(pod -> waits ? !JobConditions.isEnded(pod) : JobConditions.isActive(pod))
                .count();
        int left = job.at("/spec/completions").asInt()
                - job.at("/status/succeeded").asInt();
        for (long wanted = Math.min(left, job.at("/spec/parallelism").asInt()) - busy; wanted > 0; wanted--) {
            String name = job.at("/metadata/name").asText() + "-" + suffixes.get();
            if (quota.isPresent()) {
                events.about(
                        job,
                        "job-controller",
                        "Warning",
                        "FailedCreate",
                        "Error creating: pods \"" + name + "\" is forbidden: exceeded quota: " + quota.get());
                return;
            }
            store.create(ObjectKey.pod(key.namespace(), name), JobPods.make(job, name));
            events.about(job, "job-controller", "Normal", "SuccessfulCreate", "Created pod: " + name);
        }
    }
}
