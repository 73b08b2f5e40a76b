package dev.caravan.cluster;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A Job of ours as the cluster has it.
 *
 * @param job as it was read
 */
public record ClusterJob(Job job) {
    /** By attempt, the newest first. */
    static final Comparator<ClusterJob> NEWEST_FIRST =
            Comparator.comparingInt(ClusterJob::attempt).reversed();

    public String name() {
        return job.getMetadata().getName();
    }

    public String namespace() {
        return job.getMetadata().getNamespace();
    }

    String uid() {
        return job.getMetadata().getUid();
    }

    /** The id of the Caravan job that it works for; empty when it is not ours. */
    public String worksFor() {
        return ClusterLabels.jobOf(job);
    }

    /** What it does, in one word; empty when it does not say. */
    String component() {
        return job.getMetadata().getLabels().getOrDefault("app.kubernetes.io/component", "");
    }

    /** 0 when it does not say. */
    public int attempt() {
        String attempt = job.getMetadata().getLabels().getOrDefault(ClusterLabels.ATTEMPT, "0");
        return attempt.matches("\\d{1,9}") ? Integer.parseInt(attempt) : 0;
    }

    /** Whether all its pods have ended, and how it ended stands fast. */
    public boolean finished() {
        return condition("Complete").isPresent() || condition("Failed").isPresent();
    }

    public boolean succeeded() {
        return condition("Complete").isPresent();
    }

    /** Somebody has deleted it, and it goes when its pods have gone. */
    boolean isGoing() {
        return job.getMetadata().getDeletionTimestamp() != null;
    }

    boolean suspended() {
        return Boolean.TRUE.equals(job.getSpec().getSuspend());
    }

    /** Such as `DeadlineExceeded`, `BackoffLimitExceeded` or `PodFailurePolicy`; empty when it has not failed. */
    String failureReason() {
        return condition("Failed").map(JobCondition::getReason).orElse("");
    }

    /** What the cluster says of its failure. */
    String failureMessage() {
        return condition("Failed").map(JobCondition::getMessage).orElse("");
    }

    private Optional<JobCondition> condition(String type) {
        List<JobCondition> conditions =
                job.getStatus() == null ? List.of() : job.getStatus().getConditions();
        return conditions.stream()
                .filter(one -> type.equals(one.getType()) && "True".equals(one.getStatus()))
                .findFirst();
    }
}
