package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The resources that the cluster serves, and the documents in which it says so. */
final class ApiResources {
    private final Map<String, String> kinds = new TreeMap<>(Map.of(
            "batch/v1/jobs", "Job",
            "batch/v1/cronjobs", "CronJob",
            "apps/v1/deployments", "Deployment",
            "coordination.k8s.io/v1/leases", "Lease",
            "authorization.k8s.io/v1/selfsubjectaccessreviews", "SelfSubjectAccessReview",
            "rbac.authorization.k8s.io/v1/roles", "Role"));

    ApiResources() {
        for (String kind : new String[] {
            "Pod",
            "Event",
            "Namespace",
            "Node",
            "Service",
            "ConfigMap",
            "Secret",
            "ServiceAccount",
            "PersistentVolumeClaim",
            "ResourceQuota"
        }) {
            kinds.put("v1/" + kind.toLowerCase(java.util.Locale.ROOT) + "s", kind);
        }
    }

    /** Serves a further resource, as after a CustomResourceDefinition has been made. */
    void add(String apiVersion, String resource, String kind) {
        kinds.put(apiVersion + "/" + resource, kind);
    }

    /** What the server does not serve it answers like an unknown path. */
    String kind(ApiCall call) {
        String kind = kinds.get(call.apiVersion() + "/" + call.resource());
        if (kind == null) {
            throw Refusal.of(404, "NotFound", "the server could not find the requested resource");
        }
        return kind;
    }

    Optional<ObjectNode> document(String path) {
        if (path.equals("/version")) {
            return Optional.of(JsonNodeFactory.instance
                    .objectNode()
                    .put("major", "1")
                    .put("minor", "32")
                    .put("gitVersion", "v1.32.0")
                    .put("platform", "linux/amd64"));
        }
        if (path.equals("/apis")) {
            return Optional.of(groups());
        }
        String version = path.replaceFirst("^/apis?/", "");
        return kinds.keySet().stream().anyMatch(each -> each.startsWith(version + "/"))
                ? Optional.of(resources(version))
                : Optional.empty();
    }

    private ObjectNode groups() {
        ObjectNode list = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "APIGroupList")
                .put("apiVersion", "v1");
        TreeSet<String> versions = new TreeSet<>();
        kinds.keySet().stream()
                .filter(each -> !each.startsWith("v1/"))
                .forEach(each -> versions.add(each.substring(0, each.lastIndexOf('/'))));
        for (String version : versions) {
            ObjectNode group = list.withArray("groups").addObject().put("name", version.replaceFirst("/.*", ""));
            ObjectNode named = group.withArray("versions")
                    .addObject()
                    .put("groupVersion", version)
                    .put("version", version.replaceFirst(".*/", ""));
            group.set("preferredVersion", named.deepCopy());
        }
        return list;
    }

    private ObjectNode resources(String version) {
        ObjectNode list = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "APIResourceList")
                .put("apiVersion", "v1")
                .put("groupVersion", version);
        kinds.forEach((resource, kind) -> {
            if (resource.startsWith(version + "/")) {
                list.withArray("resources")
                        .addObject()
                        .put("name", resource.substring(version.length() + 1))
                        .put("singularName", kind.toLowerCase(java.util.Locale.ROOT))
                        .put(
                                "namespaced",
                                !kind.equals("Namespace") && !kind.equals("Node") && !kind.endsWith("Review"))
                        .put("kind", kind)
                        .withArray("verbs");
            }
        });
        return list;
    }
}
