package dev.caravan.support.cluster;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kinds of objects that are ours to use, and the definition of each in the published schemas. */
final class KubernetesKinds {
    private static final Map<String, String> MODELS = Map.ofEntries(
            entry("v1/Pod", "V1Pod"),
            entry("v1/Service", "V1Service"),
            entry("v1/ServiceAccount", "V1ServiceAccount"),
            entry("v1/ConfigMap", "V1ConfigMap"),
            entry("v1/Secret", "V1Secret"),
            entry("v1/PersistentVolumeClaim", "V1PersistentVolumeClaim"),
            entry("v1/Namespace", "V1Namespace"),
            entry("v1/Event", "CoreV1Event"),
            entry("v1/ResourceQuota", "V1ResourceQuota"),
            entry("v1/LimitRange", "V1LimitRange"),
            entry("v1/Node", "V1Node"),
            entry("v1/DeleteOptions", "V1DeleteOptions"),
            entry("batch/v1/Job", "V1Job"),
            entry("batch/v1/CronJob", "V1CronJob"),
            entry("apps/v1/Deployment", "V1Deployment"),
            entry("apps/v1/StatefulSet", "V1StatefulSet"),
            entry("rbac.authorization.k8s.io/v1/Role", "V1Role"),
            entry("rbac.authorization.k8s.io/v1/RoleBinding", "V1RoleBinding"),
            entry("networking.k8s.io/v1/NetworkPolicy", "V1NetworkPolicy"),
            entry("networking.k8s.io/v1/Ingress", "V1Ingress"),
            entry("policy/v1/PodDisruptionBudget", "V1PodDisruptionBudget"),
            entry("coordination.k8s.io/v1/Lease", "V1Lease"),
            entry("events.k8s.io/v1/Event", "EventsV1Event"),
            entry("authorization.k8s.io/v1/SelfSubjectAccessReview", "V1SelfSubjectAccessReview"),
            entry("authorization.k8s.io/v1/SelfSubjectRulesReview", "V1SelfSubjectRulesReview"));

    private static final Set<String> WITHOUT_NAMES =
            Set.of("SelfSubjectAccessReview", "SelfSubjectRulesReview", "DeleteOptions");

    private KubernetesKinds() {}

    static List<String> models() {
        return MODELS.values().stream().sorted().toList();
    }

    /** @return the definition of a kind, nothing where the kind is not among those that are known */
    static Optional<String> model(String apiVersion, String kind) {
        return Optional.ofNullable(MODELS.get(apiVersion + "/" + kind));
    }

    /** Reviews are asked and answered, not kept. */
    static boolean isNamed(String kind) {
        return !WITHOUT_NAMES.contains(kind);
    }

    static List<String> known() {
        return MODELS.keySet().stream().sorted().toList();
    }
}
