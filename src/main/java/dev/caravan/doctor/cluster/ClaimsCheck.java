package dev.caravan.doctor.cluster;

import dev.caravan.doctor.Findings;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** Whether the volumes that jobs mount are there, bound, and may be mounted where jobs run. */
public final class ClaimsCheck extends ClusterCheck {

    public ClaimsCheck(KubernetesClient client, ClusterNeeds needs) {
        super(client, needs, "claims");
    }

    @Override
    void look(Findings findings) {
        needs().claims().forEach(claim -> look(claim, findings));
    }

    private void look(Claim claim, Findings findings) {
        String subject = "claim " + claim.name();
        PersistentVolumeClaim found = client().persistentVolumeClaims()
                .inNamespace(namespace())
                .withName(claim.name())
                .get();
        if (found == null) {
            findings.failed(
                    subject,
                    "there is no PersistentVolumeClaim of that name in '" + namespace() + "'",
                    "create it (kubectl --namespace " + namespace() + " apply -f …), or correct " + claim.key());
            return;
        }
        String phase = found.getStatus() == null
                ? ""
                : String.valueOf(found.getStatus().getPhase());
        List<String> modes = found.getSpec().getAccessModes();
        if (!phase.equals("Bound")) {
            findings.failed(
                    subject,
                    "is " + (phase.isEmpty() ? "not bound" : phase) + ": no pod that mounts it starts",
                    "kubectl --namespace " + namespace() + " describe pvc " + claim.name()
                            + " says why; a storage class that waits for its first consumer binds with the first job");
        } else if (claim.modes().stream().noneMatch(modes::contains)) {
            findings.warning(
                    subject,
                    "has the access modes " + modes + ", but one of " + claim.modes()
                            + " is needed: pods on other nodes wait for it",
                    "make a claim with accessModes: [" + claim.modes().get(0)
                            + "] of a storage class that has it, and name it in " + claim.key());
        } else {
            findings.ok(subject, "is bound, " + String.join(", ", modes));
        }
    }
}
