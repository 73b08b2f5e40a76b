package dev.caravan.cluster;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Our Jobs in the cluster: made, found, deleted. Each call is one request to the API server; one that is not answered is tried again by the
 * client, and becomes a {@link ClusterAwayException} in the end.
 */
public final class ClusterJobs {
    private final Cluster cluster;
    private final ClusterLabels labels;

    public ClusterJobs(Cluster cluster, ClusterLabels labels) {
        this.cluster = cluster;
        this.labels = labels;
    }

    /** All that work for a Caravan job, the newest attempt first. */
    public List<ClusterJob> find(String job) throws IOException {
        return call("the Jobs that work for job " + job + " could not be listed", () -> cluster
                .get()
                .batch()
                .v1()
                .jobs()
                .inNamespace(cluster.namespace())
                .withLabels(labels.of(job))
                .list()
                .getItems()
                .stream()
                .map(ClusterJob::new)
                .sorted(ClusterJob.NEWEST_FIRST)
                .toList());
    }

    /** Makes it; the one that is there when somebody has asked for the same before. */
    public ClusterJob order(JobTemplate template, Order order) throws IOException {
        Job wanted = template.job(order, cluster.namespace(), labels);
        return call("Job " + order.name() + " could not be made", () -> {
            try {
                return new ClusterJob(cluster.get()
                        .batch()
                        .v1()
                        .jobs()
                        .inNamespace(cluster.namespace())
                        .resource(wanted)
                        .fieldValidation(Validation.STRICT)
                        .create());
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                    return adopted(order, e);
                }
                throw e;
            }
        });
    }

    private ClusterJob adopted(Order order, KubernetesClientException conflict) {
        Optional<ClusterJob> present =
                get(order.name()).filter(job -> job.worksFor().equals(order.job()));
        return present.orElseThrow(() -> new KubernetesClientException(
                "the name " + order.name() + " is taken by something that does not work for job " + order.job(),
                conflict));
    }

    private Optional<ClusterJob> get(String name) {
        return Optional.ofNullable(cluster.get()
                        .batch()
                        .v1()
                        .jobs()
                        .inNamespace(cluster.namespace())
                        .withName(name)
                        .get())
                .map(ClusterJob::new);
    }

    /** Its pods are ended, and it goes after them; nothing when it has gone. */
    public void delete(ClusterJob job) throws IOException {
        call("Job " + job.name() + " could not be deleted", () -> cluster.get()
                .batch()
                .v1()
                .jobs()
                .inNamespace(cluster.namespace())
                .withName(job.name())
                .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                .delete());
    }

    /** Its pods, the oldest first. */
    public List<Pod> pods(ClusterJob job) throws IOException {
        return call("the pods of Job " + job.name() + " could not be listed", () -> cluster
                .get()
                .pods()
                .inNamespace(cluster.namespace())
                .withLabel("batch.kubernetes.io/controller-uid", job.uid())
                .list()
                .getItems()
                .stream()
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
                .toList());
    }

    /** How one ended that has failed. */
    public Ending ending(ClusterJob job, List<Pod> pods, Work work) {
        return Ending.of(job, pods, work.container());
    }

    /** What the cluster has said of something, the newest first. */
    List<Event> events(HasMetadata thing) throws IOException {
        return call("the events of " + thing.getMetadata().getName() + " could not be listed", () -> cluster
                .get()
                .v1()
                .events()
                .inNamespace(cluster.namespace())
                .withField("involvedObject.uid", thing.getMetadata().getUid())
                .list()
                .getItems()
                .stream()
                .sorted(Comparator.comparing(ClusterJobs::time).reversed())
                .toList());
    }

    private static String time(Event event) {
        return event.getLastTimestamp() != null
                ? event.getLastTimestamp()
                : event.getMetadata().getCreationTimestamp();
    }

    interface Call<T> {
        T run();
    }

    private static <T> T call(String otherwise, Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (KubernetesClientException e) {
            throw Refusals.of(otherwise, e);
        }
    }
}
