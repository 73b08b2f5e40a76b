package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Answers the calls that end with one answer: all but watches and logs that are followed. */
final class ApiDispatch {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ClusterStore store;
    private final ApiObjects objects;
    private final ApiLists lists;
    private final Deletion deletion;
    private final ApiAccess access;
    private final ApiResources resources;
    private final Consumer<ObjectKey> touched;

    /** @param touched told of each object that a call has changed, after the change */
    ApiDispatch(
            ClusterStore store,
            ApiObjects objects,
            Deletion deletion,
            ApiAccess access,
            ApiResources resources,
            Consumer<ObjectKey> touched) {
        this.store = store;
        this.objects = objects;
        this.deletion = deletion;
        this.access = access;
        this.resources = resources;
        this.touched = touched;
        lists = new ApiLists(store);
    }

    ObjectNode answer(ApiCall call, String body) throws IOException {
        String kind = resources.kind(call);
        synchronized (store) {
            return switch (call.verb()) {
                case "get" -> objects.get(call);
                case "list" -> lists.list(call, kind);
                case "create" -> create(call, kind, body);
                case "update" -> after(call, objects.update(call, body));
                case "patch" -> after(call, objects.patch(call, body));
                case "delete" -> delete(call, body);
                case "deletecollection" -> collection(call, kind, body);
                default ->
                    throw Refusal.of(
                            405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
            };
        }
    }

    private ObjectNode create(ApiCall call, String kind, String body) throws IOException {
        if (kind.equals("SelfSubjectAccessReview")) {
            ObjectNode review = (ObjectNode) JSON.readTree(body);
            List<Flaw> flaws = KubernetesSchemas.validate(review);
            if (!flaws.isEmpty()) {
                throw Refusal.invalid(kind, call.key(), flaws);
            }
            return access.review(review);
        }
        ObjectNode created = objects.create(call, body);
        ObjectKey key = ObjectKey.of(call.type(), created);
        if (!call.query().containsKey("dryRun")) {
            touched.accept(key);
        }
        return created;
    }

    private ObjectNode after(ApiCall call, ObjectNode changed) {
        touched.accept(call.key());
        return changed;
    }

    private ObjectNode delete(ApiCall call, String body) throws IOException {
        JsonNode options = options(body);
        ObjectNode present = objects.get(call);
        if (call.query().containsKey("dryRun") || !options.path("dryRun").isEmpty()) {
            return present;
        }
        ObjectNode deleted = deletion.delete(call.key(), options);
        touched.accept(call.key());
        if (store.get(call.key()).isPresent() || call.type().equals("pods")) {
            return deleted;
        }
        ObjectNode status = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Success");
        status.putObject("metadata");
        status.putObject("details")
                .put("name", call.name())
                .put("group", call.group())
                .put("kind", call.resource())
                .set("uid", present.at("/metadata/uid"));
        return status;
    }

    private ObjectNode collection(ApiCall call, String kind, String body) throws IOException {
        JsonNode options = options(body);
        ObjectNode list = lists.list(call, kind);
        for (JsonNode item : list.path("items")) {
            ObjectKey key = ObjectKey.of(call.type(), item);
            deletion.delete(key, options);
            touched.accept(key);
        }
        return list;
    }

    private static JsonNode options(String body) throws IOException {
        if (body.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        ObjectNode options = (ObjectNode) JSON.readTree(body);
        options.put("kind", "DeleteOptions").put("apiVersion", "v1");
        List<Flaw> flaws = KubernetesSchemas.validate(options);
        if (!flaws.isEmpty()) {
            throw Refusal.bad("DeleteOptions: " + flaws);
        }
        return options;
    }
}
