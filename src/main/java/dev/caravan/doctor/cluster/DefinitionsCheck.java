package dev.caravan.doctor.cluster;

import dev.caravan.doctor.Findings;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** Whether the kinds of Argo, or of whatever else is wanted, are installed, and the WorkflowTemplates that are named. Everybody may ask which kinds there are. */
public final class DefinitionsCheck extends ClusterCheck {
    private static final ResourceDefinitionContext WORKFLOW_TEMPLATES = new ResourceDefinitionContext.Builder()
            .withGroup("argoproj.io")
            .withVersion("v1alpha1")
            .withKind("WorkflowTemplate")
            .withPlural("workflowtemplates")
            .withNamespaced(true)
            .build();

    public DefinitionsCheck(KubernetesClient client, ClusterNeeds needs) {
        super(client, needs, "definitions");
    }

    @Override
    void look(Findings findings) {
        boolean all = true;
        for (Definition definition : needs().definitions()) {
            all &= isThere(definition, findings);
        }
        if (all) {
            needs().workflowTemplates().forEach(name -> template(name, findings));
        }
    }

    private boolean isThere(Definition definition, Findings findings) {
        APIResourceList resources = client().getApiResources(definition.groupVersion());
        boolean there = resources != null
                && resources.getResources().stream()
                        .anyMatch(resource -> resource.getName().equals(definition.resource()));
        String name = definition.resource() + "." + definition.group();
        if (there) {
            findings.ok(name, "is defined (" + definition.version() + ")");
        } else {
            findings.failed(
                    name,
                    "the API server knows no " + name + " of version " + definition.version(),
                    "install " + definition.installer() + " in the cluster; 'kubectl get crd " + name
                            + "' then shows it");
        }
        return there;
    }

    private void template(String name, Findings findings) {
        String subject = "WorkflowTemplate " + name;
        if (client().genericKubernetesResources(WORKFLOW_TEMPLATES)
                        .inNamespace(namespace())
                        .withName(name)
                        .get()
                == null) {
            findings.failed(
                    subject,
                    "is not in the namespace '" + namespace() + "'",
                    "kubectl --namespace " + namespace()
                            + " apply -f its manifest; those that are shipped lie in deploy/");
        } else {
            findings.ok(subject, "is there");
        }
    }
}
