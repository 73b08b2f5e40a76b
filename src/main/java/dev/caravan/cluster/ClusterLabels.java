package dev.caravan.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.TreeMap;

/**
 * By what our things in the cluster are found: the labels that Kubernetes recommends
 * (https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/), and our own.
 *
 * @param instance which Caravan made them
 */
public record ClusterLabels(String instance) {
    /** The id of the Caravan job that it works for. */
    public static final String JOB = "caravan.dev/job";
    /** The job's attempt, from 1. */
    public static final String ATTEMPT = "caravan.dev/attempt";
    /** An annotation, for a label cannot hold a path: what is worked on. */
    public static final String SOURCE = "caravan.dev/source";

    /** What something does, in one word. */
    static final String COMPONENT = "app.kubernetes.io/component";

    private static final String INSTANCE = "app.kubernetes.io/instance";
    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final String NAME = "caravan";

    /** Of all that is ours. */
    public Map<String, String> ours() {
        return Map.of(MANAGED_BY, NAME, INSTANCE, instance);
    }

    /** Of what works for a job, whatever the attempt. */
    Map<String, String> of(String job) {
        Map<String, String> labels = new TreeMap<>(ours());
        labels.put(JOB, job);
        return labels;
    }

    /** Of a new one. */
    Map<String, String> of(Order order) {
        Map<String, String> labels = new TreeMap<>(of(order.job()));
        labels.put(ATTEMPT, Integer.toString(order.attempt()));
        labels.put("app.kubernetes.io/name", NAME);
        labels.put("app.kubernetes.io/part-of", NAME);
        labels.put(COMPONENT, order.component());
        if (!order.version().isEmpty()) {
            labels.put("app.kubernetes.io/version", order.version());
        }
        return labels;
    }

    /** The id of the job that something works for; empty when it is not ours. */
    static String jobOf(HasMetadata thing) {
        return text(thing, JOB);
    }

    /** '' when it has no such label. */
    static String text(HasMetadata thing, String label) {
        Map<String, String> labels = thing.getMetadata().getLabels();
        return labels == null ? "" : labels.getOrDefault(label, "");
    }
}
