package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a Job's podFailurePolicy says of a failed pod.
 *
 * @param action FailJob, Ignore or Count; Count as well where no rule matches
 * @param message of a Job that fails by it
 */
record FailurePolicy(String action, String message) {

    static FailurePolicy of(JsonNode job, JsonNode pod) {
        int index = 0;
        for (JsonNode rule : job.at("/spec/podFailurePolicy/rules")) {
            String match = rule.has("onExitCodes")
                    ? codes(rule.get("onExitCodes"), pod)
                    : conditions(rule.path("onPodConditions"), pod);
            if (!match.isEmpty()) {
                String action = rule.path("action").asText();
                return new FailurePolicy(action, match + " matching " + action + " rule at index " + index);
            }
            index++;
        }
        return new FailurePolicy("Count", "");
    }

    private static String codes(JsonNode codes, JsonNode pod) {
        String container = codes.path("containerName").asText("");
        for (JsonNode status : pod.at("/status/containerStatuses")) {
            JsonNode exit = status.at("/state/terminated/exitCode");
            boolean meant =
                    container.isEmpty() || container.equals(status.path("name").asText());
            if (meant
                    && exit.isInt()
                    && exit.asInt() != 0
                    && contains(codes.path("values"), exit.asInt())
                            == codes.path("operator").asText().equals("In")) {
                return "Container " + status.path("name").asText() + " for pod " + name(pod) + " failed with exit code "
                        + exit.asInt();
            }
        }
        return "";
    }

    private static String conditions(JsonNode patterns, JsonNode pod) {
        for (JsonNode pattern : patterns) {
            for (JsonNode condition : pod.at("/status/conditions")) {
                if (condition.path("type").equals(pattern.path("type"))
                        && condition.path("status").equals(pattern.path("status"))) {
                    return "Pod " + name(pod) + " has condition "
                            + pattern.path("type").asText();
                }
            }
        }
        return "";
    }

    private static boolean contains(JsonNode values, int code) {
        for (JsonNode value : values) {
            if (value.asInt() == code) {
                return true;
            }
        }
        return false;
    }

    private static String name(JsonNode pod) {
        return pod.at("/metadata/namespace").asText() + "/"
                + pod.at("/metadata/name").asText();
    }
}
