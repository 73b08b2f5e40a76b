package dev.caravan.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A WorkflowTemplate that is in the cluster: a Workflow refers to it, and brings the parameters. Its pods get our labels, for it is by
 * them that they are followed.
 *
 * @param name of the WorkflowTemplate
 */
public record WorkflowTemplate(String name) implements Template<GenericKubernetesResource> {
    /** Of all that Argo has. */
    public static final String API = "argoproj.io/v1alpha1";

    /** The order's values are the parameters, all of them text. */
    @Override
    public GenericKubernetesResource fill(Order order, String namespace, ClusterLabels labels) {
        Map<String, String> ours = labels.of(order);
        Map<String, String> source = Map.of(ClusterLabels.SOURCE, order.source());
        GenericKubernetesResource workflow = new GenericKubernetesResource();
        workflow.setApiVersion(API);
        workflow.setKind("Workflow");
        workflow.setMetadata(new ObjectMetaBuilder()
                .withName(order.name())
                .withNamespace(namespace)
                .withLabels(ours)
                .withAnnotations(source)
                .build());
        workflow.setAdditionalProperty(
                "spec",
                Map.of(
                        "workflowTemplateRef", Map.of("name", name),
                        "podMetadata", Map.of("labels", ours, "annotations", source),
                        "arguments", Map.of("parameters", parameters(order))));
        return workflow;
    }

    private static List<Map<String, Object>> parameters(Order order) {
        return new TreeMap<>(order.values())
                .entrySet().stream()
                        .map(value -> Map.<String, Object>of("name", value.getKey(), "value", value.getValue()))
                        .toList();
    }
}
