package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** A call that the API server refuses, with the Status that it writes. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient ObjectNode status;

    private Refusal(int code, String reason, String message) {
        super(message);
        this.code = code;
        status = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("message", message)
                .put("reason", reason)
                .put("code", code);
        status.putObject("metadata");
    }

    int code() {
        return code;
    }

    ObjectNode status() {
        return status;
    }

    static Refusal of(int code, String reason, String message) {
        return new Refusal(code, reason, message);
    }

    static Refusal notFound(String type, String name) {
        return new Refusal(404, "NotFound", type + " \"" + name + "\" not found").about(type, name);
    }

    static Refusal exists(ObjectKey key) {
        return new Refusal(409, "AlreadyExists", key.type() + " \"" + key.name() + "\" already exists")
                .about(key.type(), key.name());
    }

    static Refusal conflict(ObjectKey key, String why) {
        return new Refusal(
                        409,
                        "Conflict",
                        "Operation cannot be fulfilled on " + key.type() + " \"" + key.name() + "\": " + why)
                .about(key.type(), key.name());
    }

    static Refusal forbidden(ApiCall call) {
        return new Refusal(
                        403,
                        "Forbidden",
                        call.type() + (call.name().isEmpty() ? "" : " \"" + call.name() + "\"")
                                + " is forbidden: User \"system:serviceaccount:caravan:caravan\" cannot " + call.verb()
                                + " resource \""
                                + call.ruleResource() + "\" in API group \"" + call.group() + "\" in the namespace \""
                                + call.namespace()
                                + "\"")
                .about(call.type(), call.name());
    }

    static Refusal expired(String message) {
        return new Refusal(410, "Expired", message);
    }

    static Refusal bad(String message) {
        return new Refusal(400, "BadRequest", message);
    }

    static Refusal tooMany(int seconds) {
        Refusal refusal = new Refusal(
                429,
                "TooManyRequests",
                "the server has received too many requests and has asked us to try again later");
        refusal.status.putObject("details").put("retryAfterSeconds", seconds);
        return refusal;
    }

    static Refusal invalid(String kind, ObjectKey key, List<Flaw> flaws) {
        String all =
                flaws.stream().map(flaw -> flaw.field() + ": " + flaw.message()).collect(Collectors.joining(", "));
        Refusal refusal = new Refusal(
                        422,
                        "Invalid",
                        kind + "." + key.type() + " \"" + key.name() + "\" is invalid: "
                                + (flaws.size() == 1 ? all : "[" + all + "]"))
                .about(kind, key.name());
        for (Flaw flaw : flaws) {
            refusal.status
                    .withObject("/details")
                    .withArray("causes")
                    .addObject()
                    .put("reason", "FieldValueInvalid")
                    .put("message", flaw.message())
                    .put("field", flaw.field());
        }
        return refusal;
    }

    private Refusal about(String kind, String name) {
        status.putObject("details").put("name", name).put("kind", kind);
        return this;
    }
}
