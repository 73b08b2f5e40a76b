package dev.caravan.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.List;
import java.util.Optional;

/**
 * A Job of Kubernetes.
 *
 * @param job as it was read
 */
record ClusterJob(Job job) implements Workload {
    private static final String QUEUE = "kueue.x-k8s.io/queue-name";

    @Override
    public HasMetadata object() {
        return job;
    }

    @Override
    public String kind() {
        return "Job";
    }

    @Override
    public String container(Work work) {
        return work.container();
    }

    @Override
    public boolean finished() {
        return condition("Complete").isPresent() || condition("Failed").isPresent();
    }

    @Override
    public boolean succeeded() {
        return condition("Complete").isPresent();
    }

    @Override
    public Optional<String> held() {
        if (!Boolean.TRUE.equals(job.getSpec().getSuspend())) {
            return Optional.empty();
        }
        String queue = ClusterLabels.text(job, QUEUE);
        return Optional.of(queue.isEmpty() ? "suspended" : "suspended until the queue '" + queue + "' admits it");
    }

    @Override
    public String failureReason() {
        return condition("Failed").map(JobCondition::getReason).orElse("");
    }

    @Override
    public String failureMessage() {
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
