package dev.caravan.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** What a container sees where. */
final class Mounts {
    private static final String CLAIM = "/persistentVolumeClaim/claimName";
    private static final String CONFIG_MAP = "/configMap/name";

    private Mounts() {}

    /** The claim, a slash, and what of it, by the path; of the first container of a Deployment or Job. */
    static Map<String, String> claims(JsonNode workload) {
        JsonNode pod = workload.at("/spec/template/spec");
        return claims(pod.path("volumes"), pod.at("/containers/0"));
    }

    static Map<String, String> claims(JsonNode volumes, JsonNode container) {
        return mounts(volumes, container, CLAIM);
    }

    static Map<String, String> configMaps(JsonNode workload) {
        JsonNode pod = workload.at("/spec/template/spec");
        return mounts(pod.path("volumes"), pod.at("/containers/0"), CONFIG_MAP);
    }

    private static Map<String, String> mounts(JsonNode volumes, JsonNode container, String pointer) {
        Map<String, String> names = new TreeMap<>();
        volumes.forEach(volume ->
                names.put(volume.path("name").asText(), volume.at(pointer).asText()));
        Map<String, String> mounts = new TreeMap<>();
        for (JsonNode mount : container.path("volumeMounts")) {
            String name = names.getOrDefault(mount.path("name").asText(), "");
            if (!name.isEmpty()) {
                mounts.put(
                        mount.path("mountPath").asText(),
                        name + "/" + mount.path("subPath").asText());
            }
        }
        return mounts;
    }
}
