package dev.caravan.cluster;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What works for us in the cluster, of one kind: made, found, deleted. Each call is one request to the API server; one that is not answered
 * is tried again by the client, and becomes a {@link ClusterAwayException} in the end.
 */
public final class Workloads<T extends HasMetadata> {
    private final WorkloadKind<T> kind;
    private final Cluster cluster;
    private final ClusterLabels labels;

    private Workloads(WorkloadKind<T> kind, Cluster cluster, ClusterLabels labels) {
        this.kind = kind;
        this.cluster = cluster;
        this.labels = labels;
    }

    public static Workloads<Job> jobs(Cluster cluster, ClusterLabels labels) {
        return new Workloads<>(WorkloadKind.JOB, cluster, labels);
    }

    /** Of Argo, which has to be installed there. */
    public static Workloads<GenericKubernetesResource> workflows(Cluster cluster, ClusterLabels labels) {
        return new Workloads<>(WorkloadKind.WORKFLOW, cluster, labels);
    }

    /** Of the API: `Job`, `Workflow`. */
    public String kind() {
        return kind.name();
    }

    /** All that work for a Caravan job, the newest attempt first. */
    public List<Workload> find(String job) throws IOException {
        return cluster.call(
                "the %ss that work for job %s could not be listed".formatted(kind(), job),
                () -> all().withLabels(labels.of(job)).list().getItems().stream()
                        .map(kind.reads())
                        .sorted(Workload.NEWEST_FIRST)
                        .toList());
    }

    /** Makes it; the one that is there when somebody has asked for the same before. */
    public Workload order(Template<T> template, Order order) throws IOException {
        T wanted = template.fill(order, cluster.namespace(), labels);
        return cluster.call("%s %s could not be made".formatted(kind(), order.name()), () -> {
            try {
                return kind.reads()
                        .apply(all().resource(wanted)
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

    private Workload adopted(Order order, KubernetesClientException conflict) {
        Optional<Workload> present = Optional.ofNullable(
                        all().withName(order.name()).get())
                .map(kind.reads())
                .filter(one -> one.worksFor().equals(order.job()));
        return present.orElseThrow(() -> new KubernetesClientException(
                "the name " + order.name() + " is taken by something that does not work for job " + order.job(),
                conflict));
    }

    /** Its pods are ended, and it goes after them; nothing when it has gone. */
    public void delete(Workload one) throws IOException {
        cluster.call(one.inWords() + " could not be deleted", () -> all().withName(one.name())
                .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                .delete());
    }

    /** Its pods, the oldest first. */
    public List<Pod> pods(Workload one) throws IOException {
        return cluster.call(
                "the pods of " + one.inWords() + " could not be listed", () -> cluster
                        .get()
                        .pods()
                        .inNamespace(cluster.namespace())
                        .withLabels(kind.pods().apply(one))
                        .list()
                        .getItems()
                        .stream()
                        .sorted(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
                        .toList());
    }

    /** When it is started it lists ours, and hears of every change from then on. */
    SharedIndexInformer<T> informer() {
        return all().withLabels(labels.ours()).runnableInformer(0);
    }

    /** As they were read, the newest attempt first. */
    List<Workload> of(List<T> known) {
        return known.stream().map(kind.reads()).sorted(Workload.NEWEST_FIRST).toList();
    }

    private NonNamespaceOperation<T, ? extends KubernetesResourceList<T>, ? extends Resource<T>> all() {
        return kind.requests().in(cluster.get(), cluster.namespace());
    }
}
