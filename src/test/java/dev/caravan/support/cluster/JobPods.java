package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes a pod of a Job's template. */
final class JobPods {
    private JobPods() {}

    static ObjectNode make(JsonNode job, String name) {
        ObjectNode pod =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Pod");
        JsonNode template = job.at("/spec/template");
        ObjectNode metadata = pod.putObject("metadata");
        metadata.setAll((ObjectNode) template.path("metadata").deepCopy());
        metadata.put("name", name)
                .put("generateName", job.at("/metadata/name").asText() + "-")
                .put("namespace", job.at("/metadata/namespace").asText());
        metadata.putArray("finalizers").add("batch.kubernetes.io/job-tracking");
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "batch/v1")
                .put("kind", "Job")
                .put("name", job.at("/metadata/name").asText())
                .put("uid", job.at("/metadata/uid").asText())
                .put("controller", true)
                .put("blockOwnerDeletion", true);
        pod.set("spec", template.path("spec").deepCopy());
        pod.putObject("status").put("phase", "Pending").put("qosClass", "Burstable");
        return pod;
    }
}
