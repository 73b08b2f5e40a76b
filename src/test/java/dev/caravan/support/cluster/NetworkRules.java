package dev.caravan.support.cluster;

/** What the API server checks in Services, Ingresses and NetworkPolicies. */
final class NetworkRules {
    private NetworkRules() {}

    static void service(Place spec) {
        spec.at("type").oneOf("ClusterIP", "NodePort", "LoadBalancer", "ExternalName");
        boolean headless = spec.at("clusterIP").text().equals("None");
        if (spec.at("ports").node().isEmpty()
                && !headless
                && !spec.at("type").text().equals("ExternalName")) {
            spec.at("ports").flaw("Required value");
        }
        Names.labels(spec.at("selector"));
        spec.at("ports").each().forEach(port -> {
            number(port.at("port"));
            port.at("protocol").oneOf("TCP", "UDP", "SCTP");
            if (port.at("name").exists()) {
                Names.label(port.at("name"));
            } else if (spec.at("ports").node().size() > 1) {
                port.at("name").flaw("Required value");
            }
        });
    }

    static void ingress(Place spec) {
        if (spec.at("rules").node().isEmpty() && !spec.at("defaultBackend").exists()) {
            spec.flaw("Invalid value: either `defaultBackend` or `rules` must be specified");
        }
        spec.at("rules").each().flatMap(rule -> rule.at("http", "paths").each()).forEach(path -> {
            if (!path.at("pathType").exists()) {
                path.at("pathType").flaw("Required value: pathType must be specified");
            }
            path.at("pathType").oneOf("Exact", "Prefix", "ImplementationSpecific");
            if (path.at("backend", "service").exists()
                    == path.at("backend", "resource").exists()) {
                path.at("backend").flaw("Required value: one of service and resource");
            }
        });
    }

    static void policy(Place spec) {
        spec.at("policyTypes").each().forEach(type -> type.oneOf("Ingress", "Egress"));
        spec.at("ingress").each().flatMap(rule -> rule.at("from").each()).forEach(NetworkRules::peer);
        spec.at("egress").each().flatMap(rule -> rule.at("to").each()).forEach(NetworkRules::peer);
    }

    private static void peer(Place peer) {
        if (peer.node().isEmpty()) {
            peer.flaw("Required value: must specify a peer");
        }
        if (peer.at("ipBlock").exists() && peer.node().size() > 1) {
            peer.flaw("Forbidden: may not specify both ipBlock and another peer");
        }
        String cidr = peer.at("ipBlock", "cidr").text();
        if (peer.at("ipBlock").exists() && !cidr.matches("[0-9a-fA-F.:]+/\\d{1,3}")) {
            peer.at("ipBlock", "cidr").flaw("Invalid value: \"" + cidr + "\": must be a valid CIDR value");
        }
    }

    private static void number(Place port) {
        if (port.node().asLong() < 1 || port.node().asLong() > 65535) {
            port.flaw("Invalid value: " + port.node().asLong() + ": must be between 1 and 65535, inclusive");
        }
    }
}
