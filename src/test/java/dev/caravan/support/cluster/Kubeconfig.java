package dev.caravan.support.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The way to a simulated cluster, for a service in a process of its own. */
public final class Kubeconfig {
    private Kubeconfig() {}

    /** @return the file, in this directory */
    public static Path of(SimulatedCluster cluster, Path directory) throws IOException {
        return Files.writeString(
                directory.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: it, cluster: {server: "%s"}}]
                contexts: [{name: it, context: {cluster: it, user: it, namespace: %s}}]
                users: [{name: it, user: {token: it}}]
                current-context: it
                """.formatted(cluster.address(), SimulatedCluster.NAMESPACE));
    }
}
