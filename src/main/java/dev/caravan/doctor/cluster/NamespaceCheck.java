package dev.caravan.doctor.cluster;

import dev.caravan.doctor.Findings;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Whether the namespace is there, and is not being deleted. */
public final class NamespaceCheck extends ClusterCheck {

    public NamespaceCheck(KubernetesClient client, ClusterNeeds needs) {
        super(client, needs, "namespace");
    }

    @Override
    void look(Findings findings) {
        Namespace namespace = client().namespaces().withName(namespace()).get();
        if (namespace == null) {
            findings.failed(
                    subject(),
                    "there is no namespace '" + namespace() + "'",
                    "kubectl create namespace " + namespace() + ", or correct caravan.kubernetes.namespace");
        } else if (namespace.getMetadata().getDeletionTimestamp() != null) {
            findings.failed(
                    subject(),
                    "'" + namespace() + "' is being deleted: nothing can be created in it",
                    "wait until it is gone, then: kubectl create namespace " + namespace());
        } else {
            findings.ok(subject(), "'" + namespace() + "' is there");
        }
    }
}
