package dev.caravan.doctor.cluster;

import dev.caravan.doctor.Check;
import dev.caravan.doctor.Finding;
import dev.caravan.doctor.Findings;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;

/** A look into the cluster. What we may not look at is skipped, and why is said; that the cluster is away, one check alone calls a failure. */
abstract class ClusterCheck implements Check {
    private final KubernetesClient client;
    private final ClusterNeeds needs;
    private final String subject;

    ClusterCheck(KubernetesClient client, ClusterNeeds needs, String subject) {
        this.client = client;
        this.needs = needs;
        this.subject = subject;
    }

    @Override
    public final String name() {
        return "cluster";
    }

    @Override
    public final String subject() {
        return subject;
    }

    @Override
    public final List<Finding> look() throws Exception {
        Findings findings = new Findings(name());
        try {
            look(findings);
        } catch (KubernetesClientException e) {
            findings.skipped(subject, "could not be looked at: " + reason(e));
        }
        if (findings.all().isEmpty()) {
            findings.skipped(subject, "nothing of it is needed");
        }
        return findings.all();
    }

    abstract void look(Findings findings) throws Exception;

    final KubernetesClient client() {
        return client;
    }

    final ClusterNeeds needs() {
        return needs;
    }

    final String namespace() {
        return needs.namespace();
    }

    static boolean isForbidden(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
    }

    static String reason(KubernetesClientException e) {
        String status = e.getStatus() == null ? null : e.getStatus().getMessage();
        Throwable cause = e.getCause();
        String own = cause == null ? e.getMessage() : cause.toString();
        return status == null ? String.valueOf(own) : status;
    }
}
