package dev.caravan.doctor.cluster;

import dev.caravan.doctor.Findings;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.function.BooleanSupplier;

/** Whether what the settings call by its name is there: secrets for images and of targets, a queue, a priority class. */
public final class NamesCheck extends ClusterCheck {
    private static final ResourceDefinitionContext LOCAL_QUEUES = new ResourceDefinitionContext.Builder()
            .withGroup("kueue.x-k8s.io")
            .withVersion("v1beta1")
            .withKind("LocalQueue")
            .withPlural("localqueues")
            .withNamespaced(true)
            .build();

    public NamesCheck(KubernetesClient client, ClusterNeeds needs) {
        super(client, needs, "names");
    }

    @Override
    void look(Findings findings) {
        needs().pullSecrets().forEach(name -> pullSecret(name, findings));
        needs().secrets().forEach(name -> secret(name, findings));
        needs().localQueues().forEach(name -> localQueue(name, findings));
        needs().priorityClasses().forEach(name -> priorityClass(name, findings));
    }

    private void pullSecret(String name, Findings findings) {
        look(
                "image pull secret " + name,
                () -> client().secrets().inNamespace(namespace()).withName(name).get() != null,
                "kubectl --namespace " + namespace() + " create secret docker-registry " + name
                        + " --docker-server=… --docker-username=… --docker-password=…",
                findings);
    }

    private void secret(String name, Findings findings) {
        look(
                "secret " + name,
                () -> client().secrets().inNamespace(namespace()).withName(name).get() != null,
                "kubectl --namespace " + namespace() + " create secret generic " + name
                        + " --from-literal=AWS_ACCESS_KEY_ID=… --from-literal=AWS_SECRET_ACCESS_KEY=…",
                findings);
    }

    private void localQueue(String name, Findings findings) {
        look(
                "LocalQueue " + name,
                () -> client().genericKubernetesResources(LOCAL_QUEUES)
                                .inNamespace(namespace())
                                .withName(name)
                                .get()
                        != null,
                "install Kueue and make the queue: {apiVersion: kueue.x-k8s.io/v1beta1, kind: LocalQueue, metadata: {name: "
                        + name + ", namespace: " + namespace() + "}, spec: {clusterQueue: …}}; or name no queue",
                findings);
    }

    private void priorityClass(String name, Findings findings) {
        look(
                "PriorityClass " + name,
                () -> client().scheduling()
                                .v1()
                                .priorityClasses()
                                .withName(name)
                                .get()
                        != null,
                "kubectl create priorityclass " + name + " --value=1000, or name one of 'kubectl get priorityclass'",
                findings);
    }

    /** What we may not see may be there all the same. */
    private static void look(String subject, BooleanSupplier isThere, String remedy, Findings findings) {
        try {
            if (isThere.getAsBoolean()) {
                findings.ok(subject, "is there");
            } else {
                findings.failed(subject, "is not there: pods that name it do not start", remedy);
            }
        } catch (KubernetesClientException e) {
            if (!isForbidden(e)) {
                throw e;
            }
            findings.skipped(subject, "we may not look for it, which we need not: " + reason(e));
        }
    }
}
