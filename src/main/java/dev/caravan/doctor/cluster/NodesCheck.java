package dev.caravan.doctor.cluster;

import dev.caravan.doctor.Findings;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Set;

/** Whether nodes lack disk or memory, where we may look: pods are evicted from such ones. */
public final class NodesCheck extends ClusterCheck {
    private static final Set<String> PRESSURES = Set.of("DiskPressure", "MemoryPressure", "PIDPressure");

    public NodesCheck(KubernetesClient client, ClusterNeeds needs) {
        super(client, needs, "nodes");
    }

    @Override
    void look(Findings findings) {
        List<Node> nodes;
        try {
            nodes = client().nodes().list().getItems();
        } catch (KubernetesClientException e) {
            if (!isForbidden(e)) {
                throw e;
            }
            findings.skipped(
                    subject(),
                    "are not looked at: that takes a right for the whole cluster, which we need for nothing else");
            return;
        }
        nodes.forEach(node -> pressures(node, findings));
        long ready = nodes.stream().filter(NodesCheck::isReady).count();
        if (ready == 0) {
            findings.failed(
                    subject(),
                    "none of " + nodes.size() + " is ready: no job starts",
                    "kubectl get nodes; kubectl describe node says why one is not ready");
        } else {
            findings.ok(subject(), ready + " of " + nodes.size() + " are ready");
        }
    }

    private static void pressures(Node node, Findings findings) {
        String name = node.getMetadata().getName();
        for (NodeCondition condition : conditions(node)) {
            if (PRESSURES.contains(condition.getType()) && condition.getStatus().equals("True")) {
                findings.warning(
                        "node " + name,
                        "has " + condition.getType() + ": pods are evicted from it, and none is put there",
                        "kubectl describe node " + name
                                + "; for DiskPressure remove images and logs there, or give jobs less ephemeral-storage");
            }
        }
    }

    private static boolean isReady(Node node) {
        return conditions(node).stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    private static List<NodeCondition> conditions(Node node) {
        return node.getStatus() == null ? List.of() : node.getStatus().getConditions();
    }
}
