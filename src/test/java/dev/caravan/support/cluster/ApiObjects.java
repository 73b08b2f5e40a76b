package dev.caravan.support.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Create, get, update, patch: what the API server does with one object, always with strict field validation. */
final class ApiObjects {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OWN = List.of("jobs.batch", "pods");

    private final ClusterStore store;
    private final AtomicLong generated = new AtomicLong();

    ApiObjects(ClusterStore store) {
        this.store = store;
    }

    ObjectNode get(ApiCall call) {
        return store.get(call.key()).orElseThrow(() -> Refusal.notFound(call.type(), call.name()));
    }

    ObjectNode create(ApiCall call, String body) {
        ObjectNode object = read(call, body);
        if (!call.namespace().isEmpty()
                && store.get(new ObjectKey("namespaces", "", call.namespace())).isEmpty()) {
            throw Refusal.notFound("namespaces", call.namespace());
        }
        ObjectKey key = named(call, object);
        refuse(object, key, validate(object));
        object.remove(OWN.contains(call.type()) ? List.of("status") : List.of());
        if (call.type().equals("jobs.batch")) {
            JobDefaults.apply(object);
        }
        if (call.query().containsKey("dryRun")) {
            return object;
        }
        ObjectNode created = store.create(key, object);
        if (call.type().equals("jobs.batch")) {
            return store.update(key, JobDefaults.identified(created));
        }
        return created;
    }

    ObjectNode update(ApiCall call, String body) {
        return replace(call, get(call), read(call, body));
    }

    ObjectNode patch(ApiCall call, String body) throws IOException {
        Optional<ObjectNode> before = store.get(call.key());
        if (before.isEmpty() && call.contentType().startsWith("application/apply-patch")) {
            return create(call, body);
        }
        ObjectNode present = get(call);
        return replace(call, present, Patch.apply(call.contentType(), present, body));
    }

    private ObjectNode replace(ApiCall call, ObjectNode before, ObjectNode wanted) {
        ObjectKey key = call.key();
        String seen = wanted.at("/metadata/resourceVersion").asText("");
        if (!seen.isEmpty()
                && !seen.equals(before.at("/metadata/resourceVersion").asText())) {
            throw Refusal.conflict(
                    key, "the object has been modified; please apply your changes to the latest version and try again");
        }
        ObjectNode after = parts(call, before, wanted);
        for (String member : List.of("uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds")) {
            if (before.at("/metadata").has(member)) {
                after.withObject("/metadata").set(member, before.at("/metadata/" + member));
            }
        }
        List<Flaw> flaws =
                KubernetesKinds.model(call.apiVersion(), after.path("kind").asText())
                                .isEmpty()
                        ? List.of()
                        : KubernetesSchemas.validateUpdate(before, after);
        refuse(after, key, flaws);
        return call.query().containsKey("dryRun") ? after : store.update(key, after);
    }

    /** An update of the status leaves all else as it was, an update of the object its status. */
    private static ObjectNode parts(ApiCall call, ObjectNode before, ObjectNode wanted) {
        if (call.subresource().equals("status")) {
            ObjectNode after = before.deepCopy();
            after.set("status", wanted.path("status"));
            return after;
        }
        ObjectNode after = wanted.deepCopy();
        if (OWN.contains(call.type())) {
            after.remove("status");
            if (before.has("status")) {
                after.set("status", before.get("status"));
            }
        }
        return after;
    }

    private ObjectKey named(ApiCall call, ObjectNode object) {
        ObjectNode metadata = object.withObject("/metadata");
        String prefix = metadata.path("generateName").asText("");
        if (!metadata.hasNonNull("name") && !prefix.isEmpty()) {
            metadata.put("name", prefix + suffix());
        }
        if (!call.namespace().isEmpty()) {
            metadata.put("namespace", call.namespace());
        }
        return ObjectKey.of(call.type(), object);
    }

    String suffix() {
        return String.format("%5s", Long.toString(generated.incrementAndGet(), 36))
                .replace(' ', '0');
    }

    /** What the body says of kind and namespace has to agree with the path. */
    private static ObjectNode read(ApiCall call, String body) {
        ObjectNode object;
        try {
            object = (ObjectNode) JSON.readTree(body);
        } catch (JsonProcessingException | ClassCastException e) {
            throw Refusal.bad(
                    "the object provided is unrecognized (must be of type " + call.resource() + "): " + e.getMessage());
        }
        if (!object.path("apiVersion").asText().equals(call.apiVersion())) {
            throw Refusal.bad(
                    "the API version in the data (" + object.path("apiVersion").asText()
                            + ") does not match the expected API version (" + call.apiVersion() + ")");
        }
        String namespace = object.at("/metadata/namespace").asText("");
        if (!namespace.isEmpty() && !namespace.equals(call.namespace())) {
            throw Refusal.bad("the namespace of the provided object does not match the namespace sent on the request");
        }
        return object;
    }

    private static List<Flaw> validate(JsonNode object) {
        boolean known = KubernetesKinds.model(
                        object.path("apiVersion").asText(), object.path("kind").asText())
                .isPresent();
        return known || !CUSTOM.containsKey(object.path("kind").asText())
                ? KubernetesSchemas.validate(object)
                : List.of();
    }

    /** Custom resources, whose schemas are not ours to judge. */
    private static final Map<String, String> CUSTOM =
            Map.of("Workflow", "workflows.argoproj.io", "WorkflowTemplate", "workflowtemplates.argoproj.io");

    /** Unknown members and wrong types are answered by 400, rules that are broken by 422, as the API server does. */
    private static void refuse(ObjectNode object, ObjectKey key, List<Flaw> flaws) {
        String kind = object.path("kind").asText();
        List<String> unknown = flaws.stream()
                .filter(flaw -> flaw.message().contains("not defined in the schema"))
                .map(flaw -> "unknown field \"" + flaw.field() + "."
                        + flaw.message().replaceFirst("^[^']*'([^']*)'.*", "$1") + "\"")
                .toList();
        if (!unknown.isEmpty()) {
            throw Refusal.bad(kind + " in version \""
                    + object.path("apiVersion").asText().replaceFirst(".*/", "") + "\" cannot be handled as a " + kind
                    + ": strict decoding error: " + String.join(", ", unknown));
        }
        if (!flaws.isEmpty()) {
            throw Refusal.invalid(kind, key, flaws);
        }
    }
}
