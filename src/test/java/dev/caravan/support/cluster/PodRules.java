package dev.caravan.support.cluster;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the API server checks in a pod and in a template of pods. */
final class PodRules {
    private PodRules() {}

    static void template(Place template) {
        template(template, Set.of());
    }

    /** @param claims the names of claims beside the template, which are volumes of each pod */
    static void template(Place template, Set<String> claims) {
        Names.labels(template.at("metadata", "labels"));
        Names.annotations(template.at("metadata", "annotations"));
        pod(template.at("spec"), claims);
    }

    static void pod(Place spec) {
        pod(spec, Set.of());
    }

    private static void pod(Place spec, Set<String> claims) {
        spec.at("restartPolicy").oneOf("Always", "OnFailure", "Never");
        spec.at("dnsPolicy").oneOf("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None");
        spec.at("terminationGracePeriodSeconds").atLeast(0);
        spec.at("activeDeadlineSeconds").atLeast(1);
        for (String member : List.of("serviceAccountName", "priorityClassName", "runtimeClassName")) {
            if (spec.at(member).exists() && !spec.at(member).text().isEmpty()) {
                Names.subdomain(spec.at(member));
            }
        }
        Names.labels(spec.at("nodeSelector"));
        spec.at("tolerations").each().forEach(PodRules::toleration);
        spec.at("imagePullSecrets").each().forEach(secret -> Names.subdomain(secret.at("name")));
        Set<String> volumes = new HashSet<>(VolumeRules.names(spec.at("volumes")));
        volumes.addAll(claims);
        if (spec.at("containers").node().isEmpty()) {
            spec.at("containers").flaw("Required value");
        }
        Set<String> names = new HashSet<>();
        Stream.concat(spec.at("initContainers").each(), spec.at("containers").each())
                .forEach(container -> ContainerRules.container(container, names, volumes));
    }

    private static void toleration(Place toleration) {
        toleration.at("operator").oneOf("Exists", "Equal");
        toleration.at("effect").oneOf("NoSchedule", "PreferNoSchedule", "NoExecute");
        boolean exists = toleration.at("operator").text().equals("Exists");
        if (exists && !toleration.at("value").text().isEmpty()) {
            toleration.at("value").flaw("Invalid value: value must be empty when `operator` is 'Exists'");
        }
        if (!exists && toleration.at("key").text().isEmpty()) {
            toleration.at("operator").flaw("Invalid value: operator must be Exists when `key` is empty");
        }
        if (toleration.at("tolerationSeconds").exists()
                && !toleration.at("effect").text().equals("NoExecute")) {
            toleration.at("effect").flaw("Invalid value: effect must be 'NoExecute' when `tolerationSeconds` is set");
        }
    }
}
