package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Who may do what: everything, until the rules of a Role are given; then no more than they say. */
final class ApiAccess {
    private volatile Optional<JsonNode> rules = Optional.empty();

    /** @param given the {@code rules} of a Role */
    void only(JsonNode given) {
        rules = Optional.of(given);
    }

    void all() {
        rules = Optional.empty();
    }

    /** Everybody may ask what he may do. */
    void check(ApiCall call) {
        if (!call.group().equals("authorization.k8s.io")
                && !allows(call.group(), call.ruleResource(), call.verb(), call.name())) {
            throw Refusal.forbidden(call);
        }
    }

    ObjectNode review(ObjectNode review) {
        JsonNode asked = review.at("/spec/resourceAttributes");
        String sub = asked.path("subresource").asText("");
        String resource = asked.path("resource").asText("") + (sub.isEmpty() ? "" : "/" + sub);
        boolean allowed = allows(
                asked.path("group").asText(""),
                resource,
                asked.path("verb").asText(""),
                asked.path("name").asText(""));
        ObjectNode status = review.putObject("status").put("allowed", allowed);
        if (!allowed) {
            status.put("reason", "no RBAC policy matched");
        }
        return review;
    }

    private boolean allows(String group, String resource, String verb, String name) {
        if (rules.isEmpty()) {
            return true;
        }
        for (JsonNode rule : rules.get()) {
            boolean names = rule.path("resourceNames").isEmpty() || contains(rule.path("resourceNames"), name);
            if (contains(rule.path("apiGroups"), group)
                    && contains(rule.path("resources"), resource)
                    && contains(rule.path("verbs"), verb)
                    && names) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(JsonNode list, String value) {
        for (JsonNode each : list) {
            if (each.asText().equals(value) || each.asText().equals("*")) {
                return true;
            }
        }
        return false;
    }
}
