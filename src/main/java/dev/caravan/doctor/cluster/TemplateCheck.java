package dev.caravan.doctor.cluster;

import dev.caravan.doctor.Findings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import java.net.HttpURLConnection;

/** Whether the API server would take what is made of the templates: it is asked as if it were meant, and keeps nothing. */
public final class TemplateCheck extends ClusterCheck {

    public TemplateCheck(KubernetesClient client, ClusterNeeds needs) {
        super(client, needs, "templates");
    }

    @Override
    void look(Findings findings) {
        needs().manifests().forEach(manifest -> look(manifest, findings));
    }

    private void look(HasMetadata manifest, Findings findings) {
        String subject = "template of a " + manifest.getKind();
        try {
            client().resource(manifest)
                    .inNamespace(namespace())
                    .dryRun(true)
                    .fieldValidation(FieldValidateable.Validation.STRICT)
                    .create();
            findings.ok(subject, "would be taken by the API server");
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                findings.ok(subject, "would be taken by the API server, but that one of its name is there");
            } else if (e.getCode() == 0) {
                throw e;
            } else {
                findings.failed(
                        subject,
                        "is refused by the API server: " + reason(e),
                        isForbidden(e)
                                ? "the message names what refuses it: a right that is missing, a quota, or a policy of the namespace"
                                : "correct the template below deploy/templates, or the settings that are put into it");
            }
        }
    }
}
