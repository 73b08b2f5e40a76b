package dev.caravan.doctor.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** What has to be in the cluster for what the service is configured to do there; what is not needed is empty. */
public interface ClusterNeeds {

    /** In which everything is made, and looked for. */
    String namespace();

    /** What we do there, and nothing else. */
    List<Right> rights();

    /** Kinds that the API server has to know beyond its own. */
    default List<Definition> definitions() {
        return List.of();
    }

    /** Names of Argo's WorkflowTemplates. */
    default List<String> workflowTemplates() {
        return List.of();
    }

    default List<Claim> claims() {
        return List.of();
    }

    /** What would be created for a dataset, filled in. */
    default List<HasMetadata> manifests() {
        return List.of();
    }

    /** Names of secrets by which images are pulled. */
    default List<String> pullSecrets() {
        return List.of();
    }

    /** Names of secrets whose values pods get. */
    default List<String> secrets() {
        return List.of();
    }

    /** Of Kueue. */
    default List<String> localQueues() {
        return List.of();
    }

    default List<String> priorityClasses() {
        return List.of();
    }
}
