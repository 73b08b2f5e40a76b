package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Members that stay as they were when an object is updated. A suspended Job's scheduling members are not opened here: we change none. */
final class UpdateRules {
    private static final Map<String, List<String>> IMMUTABLE = Map.of(
            "Job",
            List.of(
                    "/spec/template",
                    "/spec/selector",
                    "/spec/completions",
                    "/spec/completionMode",
                    "/spec/podFailurePolicy",
                    "/spec/managedBy"),
            "Deployment",
            List.of("/spec/selector"),
            "StatefulSet",
            List.of("/spec/selector", "/spec/serviceName", "/spec/volumeClaimTemplates", "/spec/podManagementPolicy"),
            "PersistentVolumeClaim",
            List.of("/spec/accessModes", "/spec/storageClassName", "/spec/volumeName"),
            "RoleBinding",
            List.of("/roleRef"),
            "Pod",
            List.of("/spec/restartPolicy", "/spec/volumes", "/spec/nodeName", "/spec/serviceAccountName"));

    private UpdateRules() {}

    static List<Flaw> validate(JsonNode before, JsonNode after) {
        Place object = Place.root(after);
        IMMUTABLE.getOrDefault(after.path("kind").asText(), List.of()).stream()
                .filter(pointer -> !before.at(pointer).equals(after.at(pointer)))
                .forEach(pointer -> object.flaws().add(new Flaw(pointer, "Invalid value: field is immutable")));
        for (String pointer : List.of("/metadata/name", "/metadata/namespace", "/metadata/uid")) {
            if (!after.at(pointer).isMissingNode() && !before.at(pointer).equals(after.at(pointer))) {
                object.flaws().add(new Flaw(pointer, "Invalid value: field is immutable"));
            }
        }
        return List.copyOf(object.flaws());
    }
}
