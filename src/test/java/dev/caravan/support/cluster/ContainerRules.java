package dev.caravan.support.cluster;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the API server checks in a container. */
final class ContainerRules {
    private static final Set<String> RESOURCES = Set.of("cpu", "memory", "ephemeral-storage");

    private ContainerRules() {}

    /**
     * @param names those of the containers before this one; this one's is added
     * @param volumes the names of the pod's volumes
     */
    static void container(Place container, Set<String> names, Set<String> volumes) {
        Names.label(container.at("name"));
        if (!names.add(container.at("name").text())) {
            container
                    .at("name")
                    .flaw("Duplicate value: \"" + container.at("name").text() + "\"");
        }
        image(container.at("image"));
        container.at("imagePullPolicy").oneOf("Always", "IfNotPresent", "Never");
        container.at("terminationMessagePolicy").oneOf("File", "FallbackToLogsOnError");
        container.at("env").each().forEach(ContainerRules::environment);
        mounts(container.at("volumeMounts"), volumes);
        resources(container.at("resources"));
        ports(container.at("ports"));
        for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            if (container.at(probe).exists()) {
                probe(container.at(probe));
            }
        }
    }

    private static void image(Place image) {
        if (image.text().isBlank()) {
            image.flaw("Required value");
        } else if (!image.text().equals(image.text().trim())) {
            image.flaw("Invalid value: \"" + image.text() + "\": must not have leading or trailing whitespace");
        }
    }

    private static void environment(Place variable) {
        Names.environment(variable.at("name"));
        Place from = variable.at("valueFrom");
        if (from.exists() && !variable.at("value").text().isEmpty()) {
            from.flaw("Invalid value: may not be specified when `value` is not empty");
        }
        if (from.exists() && from.node().size() != 1) {
            from.flaw(
                    "Invalid value: must specify exactly one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`");
        }
        for (String source : List.of("configMapKeyRef", "secretKeyRef")) {
            if (from.at(source).exists() && from.at(source, "name").text().isEmpty()) {
                from.at(source, "name").flaw("Required value");
            }
        }
        String field = from.at("fieldRef", "fieldPath").text();
        if (from.at("fieldRef").exists()
                && !field.matches("metadata\\.(name|namespace|uid|(labels|annotations)\\['[^']+'\\])"
                        + "|spec\\.(nodeName|serviceAccountName)|status\\.(hostIPs?|podIPs?)")) {
            from.at("fieldRef", "fieldPath").flaw("Unsupported value: \"" + field + "\"");
        }
    }

    private static void mounts(Place mounts, Set<String> volumes) {
        Set<String> paths = new HashSet<>();
        mounts.each().forEach(mount -> {
            if (!volumes.contains(mount.at("name").text())) {
                mount.at("name").flaw("Not found: \"" + mount.at("name").text() + "\"");
            }
            String path = mount.at("mountPath").text();
            if (path.isEmpty()) {
                mount.at("mountPath").flaw("Required value");
            } else if (!paths.add(path)) {
                mount.at("mountPath").flaw("Invalid value: \"" + path + "\": must be unique");
            } else if (!path.startsWith("/") || path.contains(":")) {
                mount.at("mountPath").flaw("Invalid value: \"" + path + "\": must be an absolute path without ':'");
            }
            subPath(mount.at("subPath"));
        });
    }

    private static void subPath(Place path) {
        if (path.text().startsWith("/") || List.of(path.text().split("/")).contains("..")) {
            path.flaw("Invalid value: \"" + path.text() + "\": must be a relative path that does not contain '..'");
        }
    }

    static void resources(Place resources) {
        for (String member : List.of("limits", "requests")) {
            resources.at(member).each().forEach(ContainerRules::resource);
        }
        resources.at("requests").each().forEach(request -> {
            Optional<BigDecimal> limit =
                    Quantity.parse(resources.at("limits", request.name()).text());
            Optional<BigDecimal> asked = Quantity.parse(request.text());
            if (limit.isPresent() && asked.isPresent() && asked.get().compareTo(limit.get()) > 0) {
                request.flaw("Invalid value: \"" + request.text() + "\": must be less than or equal to "
                        + request.name() + " limit of "
                        + resources.at("limits", request.name()).text());
            }
        });
    }

    private static void resource(Place amount) {
        if (!RESOURCES.contains(amount.name())
                && !amount.name().contains("/")
                && !amount.name().startsWith("hugepages-")) {
            amount.flaw(
                    "Invalid value: \"" + amount.name() + "\": must be a standard resource type or fully qualified");
        }
        Optional<BigDecimal> value = Quantity.parse(amount.text());
        if (value.isEmpty() || value.get().signum() < 0) {
            amount.flaw("Invalid value: \"" + amount.text() + "\": must be a quantity greater than or equal to 0");
        }
        boolean whole = value.isEmpty() || value.get().stripTrailingZeros().scale() <= 0;
        if (!amount.name().equals("cpu") && !whole) {
            amount.flaw(
                    "Invalid value: \"" + amount.text() + "\": fractional byte value is invalid, must be an integer");
        }
    }

    private static void ports(Place ports) {
        Set<String> names = new HashSet<>();
        ports.each().forEach(port -> {
            long number = port.at("containerPort").node().asLong();
            if (number < 1 || number > 65535) {
                port.at("containerPort").flaw("Invalid value: " + number + ": must be between 1 and 65535, inclusive");
            }
            port.at("protocol").oneOf("TCP", "UDP", "SCTP");
            String name = port.at("name").text();
            if (!name.isEmpty() && (name.length() > 15 || !name.matches("(?=.*[a-z])[a-z0-9]([-a-z0-9]*[a-z0-9])?"))) {
                port.at("name").flaw("Invalid value: \"" + name + "\": must be at most 15 lower case characters");
            }
            if (!name.isEmpty() && !names.add(name)) {
                port.at("name").flaw("Duplicate value: \"" + name + "\"");
            }
        });
    }

    private static void probe(Place probe) {
        long handlers = List.of("exec", "httpGet", "tcpSocket", "grpc").stream()
                .filter(handler -> probe.at(handler).exists())
                .count();
        if (handlers != 1) {
            probe.flaw("Required value: must specify exactly one handler type");
        }
        for (String member : List.of("periodSeconds", "timeoutSeconds", "successThreshold", "failureThreshold")) {
            probe.at(member).atLeast(1);
        }
        probe.at("initialDelaySeconds").atLeast(0);
    }
}
