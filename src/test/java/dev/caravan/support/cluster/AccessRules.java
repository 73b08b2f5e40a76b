package dev.caravan.support.cluster;

/** What the API server checks in Roles, RoleBindings and questions about access. */
final class AccessRules {
    private AccessRules() {}

    static void role(Place role) {
        role.at("rules").each().forEach(rule -> {
            if (rule.at("verbs").node().isEmpty()) {
                rule.at("verbs").flaw("Required value: verbs must contain at least one value");
            }
            if (!rule.at("nonResourceURLs").node().isEmpty()) {
                rule.at("nonResourceURLs").flaw("Invalid value: namespaced rules cannot apply to non-resource URLs");
            }
            if (!rule.at("apiGroups").node().isArray()
                    || rule.at("apiGroups").node().isEmpty()) {
                rule.at("apiGroups").flaw("Required value: resource rules must supply at least one api group");
            }
            if (rule.at("resources").node().isEmpty()) {
                rule.at("resources").flaw("Required value: resource rules must supply at least one resource");
            }
        });
    }

    static void binding(Place binding) {
        Place role = binding.at("roleRef");
        if (!role.at("apiGroup").text().equals("rbac.authorization.k8s.io")) {
            role.at("apiGroup")
                    .flaw("Unsupported value: \"" + role.at("apiGroup").text() + "\"");
        }
        role.at("kind").oneOf("Role", "ClusterRole");
        binding.at("subjects").each().forEach(subject -> {
            subject.at("kind").oneOf("ServiceAccount", "User", "Group");
            if (subject.at("kind").text().equals("ServiceAccount")) {
                Names.subdomain(subject.at("name"));
                if (subject.at("namespace").text().isEmpty()) {
                    subject.at("namespace").flaw("Required value");
                }
                if (!subject.at("apiGroup").text().isEmpty()) {
                    subject.at("apiGroup")
                            .flaw("Unsupported value: \""
                                    + subject.at("apiGroup").text() + "\": supported value: \"\"");
                }
            }
        });
    }

    static void review(Place spec) {
        if (spec.at("resourceAttributes").exists()
                == spec.at("nonResourceAttributes").exists()) {
            spec.flaw("Invalid value: exactly one of nonResourceAttributes or resourceAttributes must be specified");
        }
    }
}
