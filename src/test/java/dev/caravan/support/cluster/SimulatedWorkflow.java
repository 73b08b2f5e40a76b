package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** A Workflow of Argo, driven by a test: what its controller would write into the status. */
public final class SimulatedWorkflow {
    private final ClusterStore store;
    private final ObjectKey key;

    SimulatedWorkflow(ClusterStore store, ObjectKey key) {
        this.store = store;
        this.key = key;
    }

    public ObjectNode json() {
        return store.get(key).orElseThrow(() -> new IllegalStateException("there is no workflow " + key.name()));
    }

    public boolean isToTerminate() {
        return json().at("/spec/shutdown").asText().equals("Terminate");
    }

    public SimulatedWorkflow pending(String message) {
        return change(status -> status.put("phase", "Pending").put("message", message));
    }

    public SimulatedWorkflow runs() {
        return change(status -> status.put("phase", "Running")
                .put("startedAt", ClusterStore.now())
                .put("progress", "0/1"));
    }

    /**
     * @param id of the node; a retry is a further node
     * @param phase Pending, Running, Succeeded, Failed, Error, Skipped or Omitted
     */
    public SimulatedWorkflow node(String id, String phase, String message) {
        return change(status -> status.withObject("/nodes/" + id)
                .put("id", id)
                .put("name", id)
                .put("displayName", id)
                .put("type", "Pod")
                .put("phase", phase)
                .put("message", message)
                .put("startedAt", ClusterStore.now()));
    }

    /** What Argo keeps of a pod's end. */
    SimulatedWorkflow exitCode(String id, String code) {
        return change(status -> status.withObject("/nodes/" + id + "/outputs").put("exitCode", code));
    }

    /** @param phase Succeeded, Failed or Error */
    public SimulatedWorkflow ends(String phase, String message) {
        synchronized (store) {
            change(status -> status.put("phase", phase).put("message", message).put("finishedAt", ClusterStore.now()));
            ObjectNode workflow = json();
            workflow.withObject("/metadata/labels")
                    .put("workflows.argoproj.io/phase", phase)
                    .put("workflows.argoproj.io/completed", "true");
            store.update(key, workflow);
            return this;
        }
    }

    private SimulatedWorkflow change(Consumer<ObjectNode> change) {
        synchronized (store) {
            ObjectNode workflow = json();
            change.accept(workflow.withObject("/status"));
            store.update(key, workflow);
            return this;
        }
    }
}
