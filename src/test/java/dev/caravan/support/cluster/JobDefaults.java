package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the API server writes into a Job that says nothing of it. */
final class JobDefaults {
    private JobDefaults() {}

    static void apply(ObjectNode job) {
        ObjectNode spec = job.withObject("/spec");
        number(spec, "parallelism", 1);
        number(spec, "completions", 1);
        number(spec, "backoffLimit", 6);
        text(spec, "completionMode", "NonIndexed");
        text(spec, "podReplacementPolicy", spec.has("podFailurePolicy") ? "Failed" : "TerminatingOrFailed");
        for (String flag : new String[] {"suspend", "manualSelector"}) {
            if (!spec.has(flag)) {
                spec.put(flag, false);
            }
        }
        ObjectNode pod = spec.withObject("/template/spec");
        number(pod, "terminationGracePeriodSeconds", 30);
        text(pod, "dnsPolicy", "ClusterFirst");
        text(pod, "schedulerName", "default-scheduler");
        if (!pod.has("securityContext")) {
            pod.putObject("securityContext");
        }
    }

    /** The Job's uid is known once it has been created; its pods are selected by it. */
    static ObjectNode identified(ObjectNode job) {
        String uid = job.at("/metadata/uid").asText();
        String name = job.at("/metadata/name").asText();
        job.withObject("/spec/selector/matchLabels").put("batch.kubernetes.io/controller-uid", uid);
        job.withObject("/spec/template/metadata/labels")
                .put("batch.kubernetes.io/controller-uid", uid)
                .put("batch.kubernetes.io/job-name", name)
                .put("controller-uid", uid)
                .put("job-name", name);
        job.withObject("/metadata").put("generation", 1);
        return job;
    }

    private static void number(ObjectNode object, String member, int value) {
        if (!object.has(member)) {
            object.put(member, value);
        }
    }

    private static void text(ObjectNode object, String member, String value) {
        if (!object.has(member)) {
            object.put(member, value);
        }
    }
}
