package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the controller of Argo does with Workflows that refer to a WorkflowTemplate of one step: it makes the step's pod, ends the Workflow as
 * the pod ends, makes another one after an eviction, and lets pods go with a Workflow that is deleted.
 */
final class ArgoController {
    private static final String WORKFLOWS = "workflows.argoproj.io";

    private final ClusterStore store;
    private final Deletion deletion;
    private final Supplier<String> suffixes;
    private final Function<ObjectKey, SimulatedPod> pods;
    private volatile Consumer<SimulatedPod> kubelet = pod -> {};

    ArgoController(
            ClusterStore store, Deletion deletion, Supplier<String> suffixes, Function<ObjectKey, SimulatedPod> pods) {
        this.store = store;
        this.deletion = deletion;
        this.suffixes = suffixes;
        this.pods = pods;
    }

    /** @param run is told of each pod that has been made */
    void onEachPod(Consumer<SimulatedPod> run) {
        kubelet = run;
    }

    void changed(ClusterStore.Change change) {
        if (change.key().type().equals(WORKFLOWS)) {
            workflowChanged(change);
        } else if (change.key().type().equals("pods")) {
            podChanged(change);
        }
    }

    private void workflowChanged(ClusterStore.Change change) {
        if (change.event().equals("DELETED")) {
            collect(change.object());
        } else if (change.object().at("/metadata").has("deletionTimestamp")) {
            collect(change.object());
            letGo(change.key());
        } else if (change.event().equals("ADDED")) {
            begin(change.key(), change.object());
        }
    }

    private void podChanged(ClusterStore.Change change) {
        JsonNode owner = change.object().at("/metadata/ownerReferences/0");
        if (!owner.path("kind").asText().equals("Workflow")) {
            return;
        }
        ObjectKey key = new ObjectKey(
                WORKFLOWS, change.key().namespace(), owner.path("name").asText());
        boolean going = store.get(key)
                .filter(workflow -> workflow.at("/metadata").has("deletionTimestamp"))
                .isPresent();
        if (going) {
            letGo(key);
        } else if (JobConditions.isEnded(change.object()) && !JobConditions.isEnded(change.before())) {
            store.get(key).ifPresent(workflow -> ended(key, workflow, change.object()));
        } else if (change.event().equals("DELETED") && !JobConditions.isEnded(change.object())) {
            new SimulatedWorkflow(store, key).ends("Error", "pod deleted");
        }
    }

    private void begin(ObjectKey key, ObjectNode workflow) {
        SimulatedWorkflow status = new SimulatedWorkflow(store, key);
        try {
            String template = workflow.at("/spec/workflowTemplateRef/name").asText();
            ObjectNode found = store.get(new ObjectKey("workflowtemplates.argoproj.io", key.namespace(), template))
                    .orElseThrow(() -> new ArgoRefusal("workflowtemplates.argoproj.io \"" + template + "\" not found"));
            ObjectNode pod = ArgoPods.make(workflow, found, key.name() + "-convert-" + suffixes.get());
            status.runs();
            store.create(ObjectKey.of("pods", pod), pod);
            kubelet.accept(pods.apply(ObjectKey.of("pods", pod)));
        } catch (ArgoRefusal e) {
            status.ends("Error", String.valueOf(e.getMessage()));
        }
    }

    private void ended(ObjectKey key, ObjectNode workflow, ObjectNode pod) {
        SimulatedWorkflow status = new SimulatedWorkflow(store, key);
        String name = pod.at("/metadata/name").asText();
        if (pod.at("/status/phase").asText().equals("Succeeded")) {
            status.node(name, "Succeeded", "").ends("Succeeded", "");
        } else if (pod.at("/status/reason").asText().equals("Evicted")) {
            status.node(name, "Failed", pod.at("/status/message").asText());
            begin(key, workflow);
        } else {
            JsonNode end = ArgoPods.main(pod.at("/status/containerStatuses")).at("/state/terminated");
            String why = end.path("reason").asText("Error") + " (exit code "
                    + end.path("exitCode").asText("?") + ")";
            status.node(name, "Failed", why)
                    .exitCode(name, end.path("exitCode").asText())
                    .ends("Failed", "retryStrategy.expression evaluated to false");
        }
    }

    private void collect(ObjectNode workflow) {
        for (ObjectNode pod : podsOf(workflow)) {
            if (!pod.at("/metadata").has("deletionTimestamp")) {
                deletion.delete(ObjectKey.of("pods", pod), pod.objectNode());
            }
        }
    }

    private void letGo(ObjectKey key) {
        store.get(key).filter(workflow -> podsOf(workflow).isEmpty()).ifPresent(workflow -> {
            deletion.release(key, "foregroundDeletion");
        });
    }

    private List<ObjectNode> podsOf(ObjectNode workflow) {
        String uid = workflow.at("/metadata/uid").asText();
        return store.list("pods", workflow.at("/metadata/namespace").asText()).stream()
                .filter(pod -> ClusterStore.isOwnedBy(pod, uid))
                .toList();
    }
}
