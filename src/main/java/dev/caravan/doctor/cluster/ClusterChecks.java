package dev.caravan.doctor.cluster;

import dev.caravan.doctor.Check;
import dev.caravan.doctor.Omission;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;

/** All checks of the cluster. */
public final class ClusterChecks {

    private ClusterChecks() {}

    public static List<Check> checks(KubernetesClient client, ClusterNeeds needs, Clock clock) {
        return List.of(
                new ApiServerCheck(client, needs, clock),
                new NamespaceCheck(client, needs),
                new RightsCheck(client, needs),
                new DefinitionsCheck(client, needs),
                new ClaimsCheck(client, needs),
                new TemplateCheck(client, needs),
                new NamesCheck(client, needs),
                new NodesCheck(client, needs));
    }

    /** Where there is none to look at. */
    public static Check none(String reason) {
        return new Omission("cluster", "", reason);
    }
}
