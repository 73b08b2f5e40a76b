package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** The checks of an API server that no schema knows: names, labels, and what each kind asks for. */
final class ManifestRules {
    private static final Set<String> WITHOUT_NAMESPACE = Set.of("Namespace", "Node");
    private static final Set<String> NAMED_BY_LABEL = Set.of("Service", "Namespace", "StatefulSet");

    private ManifestRules() {}

    static List<Flaw> validate(JsonNode manifest) {
        Place object = Place.root(manifest);
        if (KubernetesKinds.isNamed(object.at("kind").text())) {
            metadata(object);
        }
        byKind(object);
        return List.copyOf(object.flaws());
    }

    private static void byKind(Place object) {
        switch (object.at("kind").text()) {
            case "Job" -> JobRules.job(object.at("spec"));
            case "CronJob" -> JobRules.cronJob(object);
            case "Pod" -> PodRules.pod(object.at("spec"));
            case "Deployment", "StatefulSet" -> WorkloadRules.replicas(object);
            case "Service" -> NetworkRules.service(object.at("spec"));
            case "Ingress" -> NetworkRules.ingress(object.at("spec"));
            case "NetworkPolicy" -> NetworkRules.policy(object.at("spec"));
            case "PersistentVolumeClaim" -> StorageRules.claim(object.at("spec"));
            case "Role" -> AccessRules.role(object);
            case "RoleBinding" -> AccessRules.binding(object);
            case "SelfSubjectAccessReview" -> AccessRules.review(object.at("spec"));
            case "PodDisruptionBudget" -> WorkloadRules.budget(object.at("spec"));
            case "Lease" -> WorkloadRules.lease(object.at("spec"));
            case "ConfigMap", "Secret" -> StorageRules.entries(object);
            default -> {}
        }
    }

    private static void metadata(Place object) {
        Place metadata = object.at("metadata");
        String kind = object.at("kind").text();
        name(metadata, kind);
        if (metadata.at("namespace").exists()) {
            if (WITHOUT_NAMESPACE.contains(kind)) {
                metadata.at("namespace").flaw("Forbidden: not allowed on this type");
            }
            Names.label(metadata.at("namespace"));
        }
        Names.labels(metadata.at("labels"));
        Names.annotations(metadata.at("annotations"));
        metadata.at("finalizers").each().forEach(ManifestRules::finalizer);
        metadata.at("ownerReferences").each().forEach(ManifestRules::owner);
    }

    private static void name(Place metadata, String kind) {
        Place name = metadata.at("name");
        if (!name.exists()) {
            if (metadata.at("generateName").text().isEmpty()) {
                name.flaw("Required value: name or generateName is required");
            }
        } else if (kind.equals("Service")) {
            Names.service(name);
        } else if (NAMED_BY_LABEL.contains(kind)) {
            Names.label(name);
        } else if (Set.of("Role", "RoleBinding").contains(kind)) {
            pathSegment(name);
        } else {
            Names.subdomain(name);
            limit(name, kind);
        }
    }

    /** A Job's name becomes a label of its pods, a CronJob's name is followed by eleven characters in that of its Jobs. */
    private static void limit(Place name, String kind) {
        int most = kind.equals("Job") ? 63 : kind.equals("CronJob") ? 52 : 253;
        if (name.text().length() > most) {
            name.flaw("Invalid value: \"" + name.text() + "\": must be no more than " + most + " characters");
        }
    }

    private static void pathSegment(Place name) {
        if (name.text().isEmpty() || name.text().matches(".*[/%].*|\\.\\.?")) {
            name.flaw("Invalid value: \"" + name.text() + "\": may not be '.' or '..', nor contain '/' or '%'");
        }
    }

    private static void finalizer(Place finalizer) {
        if (!finalizer.text().contains("/")
                && !Set.of("orphan", "foregroundDeletion", "kubernetes").contains(finalizer.text())) {
            finalizer.flaw("Invalid value: \"" + finalizer.text()
                    + "\": name is neither a standard finalizer name nor is it fully qualified");
        }
    }

    private static void owner(Place owner) {
        for (String member : List.of("apiVersion", "kind", "name", "uid")) {
            if (owner.at(member).text().isEmpty()) {
                owner.at(member).flaw("Invalid value: \"\": must not be empty");
            }
        }
    }
}
