package dev.caravan.support.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call to the API of the cluster.
 *
 * @param verb as in a Role: get, list, watch, create, update, patch, delete, deletecollection
 * @param group empty for the core group
 * @param resource plural, such as {@code jobs}
 * @param subresource such as {@code log} or {@code status}, or empty
 * @param namespace empty where the call is not within one
 * @param name empty where the call is not about one object
 */
public record ApiCall(
        Instant at,
        String verb,
        String group,
        String version,
        String resource,
        String subresource,
        String namespace,
        String name,
        Map<String, String> query,
        String userAgent,
        String contentType) {

    /** @return the resource as a Role names it, such as {@code pods/log} */
    public String ruleResource() {
        return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }

    public String selector() {
        return query.getOrDefault("labelSelector", "");
    }

    boolean has(String flag) {
        return List.of("true", "1").contains(query.getOrDefault(flag, ""));
    }

    String type() {
        return group.isEmpty() ? resource : resource + "." + group;
    }

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    ObjectKey key() {
        return new ObjectKey(type(), namespace, name);
    }

    /** @return nothing for a path that is not about a resource, such as /version */
    static Optional<ApiCall> of(
            String method, String path, Map<String, String> query, String userAgent, String contentType) {
        String[] parts = path.split("/");
        boolean core = parts.length > 3 && parts[1].equals("api");
        boolean grouped = parts.length > 4 && parts[1].equals("apis");
        if (!core && !grouped) {
            return Optional.empty();
        }
        int at = core ? 3 : 4;
        boolean within = parts.length > at + 2 && parts[at].equals("namespaces");
        String namespace = within ? parts[at + 1] : "";
        int resource = within ? at + 2 : at;
        String name = parts.length > resource + 1 ? parts[resource + 1] : "";
        String sub = parts.length > resource + 2 ? parts[resource + 2] : "";
        return Optional.of(new ApiCall(
                Instant.now(),
                verb(method, name, query),
                core ? "" : parts[2],
                core ? parts[2] : parts[3],
                parts[resource],
                sub,
                namespace,
                name,
                query,
                userAgent,
                contentType));
    }

    private static String verb(String method, String name, Map<String, String> query) {
        boolean one = !name.isEmpty();
        return switch (method) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> one ? "delete" : "deletecollection";
            default -> one ? "get" : List.of("true", "1").contains(query.getOrDefault("watch", "")) ? "watch" : "list";
        };
    }
}
