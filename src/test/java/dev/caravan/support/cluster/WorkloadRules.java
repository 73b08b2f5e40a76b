package dev.caravan.support.cluster;

import java.util.List;
import java.util.stream.Collectors;

/** What the API server checks in Deployments, StatefulSets, disruption budgets and Leases. */
final class WorkloadRules {
    private WorkloadRules() {}

    static void replicas(Place workload) {
        Place spec = workload.at("spec");
        for (String member : List.of("replicas", "minReadySeconds", "revisionHistoryLimit")) {
            spec.at(member).atLeast(0);
        }
        selects(spec.at("selector"), spec.at("template", "metadata", "labels"));
        PodRules.template(
                spec.at("template"),
                spec.at("volumeClaimTemplates")
                        .each()
                        .map(claim -> claim.at("metadata", "name").text())
                        .collect(Collectors.toSet()));
        spec.at("template", "spec", "restartPolicy").oneOf("Always");
        if (spec.at("template", "spec", "activeDeadlineSeconds").exists()) {
            spec.at("template", "spec", "activeDeadlineSeconds")
                    .flaw("Forbidden: activeDeadlineSeconds in ReplicaSet is not Supported");
        }
        spec.at("strategy", "type").oneOf("Recreate", "RollingUpdate");
        if (spec.at("strategy", "type").text().equals("Recreate")
                && spec.at("strategy", "rollingUpdate").exists()) {
            spec.at("strategy", "rollingUpdate")
                    .flaw("Forbidden: may not be specified when strategy `type` is 'Recreate'");
        }
        spec.at("volumeClaimTemplates").each().forEach(claim -> StorageRules.claim(claim.at("spec")));
    }

    private static void selects(Place selector, Place labels) {
        if (selector.at("matchLabels").node().isEmpty()
                && selector.at("matchExpressions").node().isEmpty()) {
            selector.flaw("Invalid value: empty selector is invalid for deployment");
        }
        Names.labels(selector.at("matchLabels"));
        selector.at("matchLabels").each().forEach(label -> {
            if (!labels.at(label.name()).text().equals(label.text())) {
                labels.flaw("Invalid value: `selector` does not match template `labels`: " + label.name());
            }
        });
    }

    static void budget(Place spec) {
        if (spec.at("minAvailable").exists() && spec.at("maxUnavailable").exists()) {
            spec.flaw("Invalid value: minAvailable and maxUnavailable cannot be both set");
        }
        Names.labels(spec.at("selector", "matchLabels"));
    }

    static void lease(Place spec) {
        spec.at("leaseDurationSeconds").atLeast(1);
        spec.at("leaseTransitions").atLeast(0);
    }
}
