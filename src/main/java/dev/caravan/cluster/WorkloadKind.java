package dev.caravan.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Map;
import java.util.function.Function;

/**
 * A kind of the cluster's API that can work for us.
 *
 * @param name as the API has it
 * @param reads how one is understood
 * @param requests to all of a namespace
 * @param pods the labels by which the cluster marks the pods of one
 */
record WorkloadKind<T extends HasMetadata>(
        String name, Function<T, Workload> reads, Requests<T> requests, Function<Workload, Map<String, String>> pods) {

    static final WorkloadKind<Job> JOB = new WorkloadKind<>(
            "Job",
            ClusterJob::new,
            (client, namespace) -> client.batch().v1().jobs().inNamespace(namespace),
            job -> Map.of("batch.kubernetes.io/controller-uid", job.uid()));

    static final WorkloadKind<GenericKubernetesResource> WORKFLOW = new WorkloadKind<>(
            "Workflow",
            ClusterWorkflow::new,
            (client, namespace) -> client.genericKubernetesResources(argo()).inNamespace(namespace),
            workflow -> Map.of("workflows.argoproj.io/workflow", workflow.name()));

    /** How the client is asked for them. */
    interface Requests<T extends HasMetadata> {
        NonNamespaceOperation<T, ? extends KubernetesResourceList<T>, ? extends Resource<T>> in(
                KubernetesClient client, String namespace);
    }

    /** Told, not asked for, which would be a request more. */
    private static ResourceDefinitionContext argo() {
        return new ResourceDefinitionContext.Builder()
                .withGroup("argoproj.io")
                .withVersion("v1alpha1")
                .withKind("Workflow")
                .withPlural("workflows")
                .withNamespaced(true)
                .build();
    }
}
