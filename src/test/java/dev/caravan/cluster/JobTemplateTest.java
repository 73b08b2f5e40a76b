package dev.caravan.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobTemplateTest {
    private static final String SMALL = """
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: whatever
              labels: {team: lidar}
            spec:
              activeDeadlineSeconds: "${deadline}"
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: convert
                      image: "${parameters.image}"
                      args: [convert, "${sources}"]
            """;

    @Test
    void theOrderIsPutIn() {
        Job job = template(SMALL).fill(order(), "clouds", new ClusterLabels("caravan"));

        assertThat(job.getMetadata().getName()).isEqualTo(order().name());
        assertThat(job.getMetadata().getNamespace()).isEqualTo("clouds");
        assertThat(job.getSpec().getActiveDeadlineSeconds()).isEqualTo(60);
        assertThat(job.getSpec().getTemplate().getSpec().getContainers().get(0).getArgs())
                .containsExactly("convert", "/sources/a b.las");
    }

    @Test
    void jobAndPodsBearOurLabelsAndTheWholePathOfTheSource() {
        Job job = template(SMALL).fill(order(), "clouds", new ClusterLabels("mine"));

        Map<String, String> ours = Map.of(
                "app.kubernetes.io/name", "caravan",
                "app.kubernetes.io/instance", "mine",
                "app.kubernetes.io/component", "convert",
                "app.kubernetes.io/part-of", "caravan",
                "app.kubernetes.io/managed-by", "caravan",
                "app.kubernetes.io/version", "1.0",
                "caravan.dev/job", "job-1",
                "caravan.dev/attempt", "2");
        assertThat(job.getMetadata().getLabels()).containsAllEntriesOf(ours).containsEntry("team", "lidar");
        assertThat(job.getSpec().getTemplate().getMetadata().getLabels()).containsAllEntriesOf(ours);
        assertThat(job.getMetadata().getAnnotations()).containsEntry("caravan.dev/source", "/sources/a b.las");
    }

    @Test
    void anUnknownPlaceholderIsRefusedWithThoseThatThereAre() {
        assertRefused(SMALL.replace("${deadline}", "${dedline}"), "[dedline]", "deadline", "sources");
    }

    @Test
    void aMisspeltFieldIsRefusedWithItsPlace() {
        assertRefused(
                SMALL.replace("restartPolicy: Never", "restartPolicy: Never\n      hostNetwrk: true"),
                "unknown fields [spec.template.spec.hostNetwrk]");
        assertRefused(SMALL.replace("image:", "imge:"), "spec.template.spec.containers[0].imge");
    }

    @Test
    void whatIsNoJobIsRefused() {
        assertRefused(SMALL.replace("kind: Job", "kind: Pod"), "found batch/v1 Pod");
        assertRefused("- a\n- b", "found none none");
        assertRefused("a: [", "cannot be read");
        assertRefused("", "found none none");
        assertRefused(SMALL.replace("\"${deadline}\"", "soon"), "is no Job");
    }

    @Test
    void whatCouldNeverWorkIsRefused() {
        assertRefused(SMALL.replace("- name: convert", "- name: other"), "no container", "'convert'");
        assertRefused(SMALL.replace("Never", "Always"), "restartPolicy is Always");
        assertRefused(
                SMALL.replace("Never", "OnFailure")
                        .replace("spec:\n  active", "spec:\n  podFailurePolicy: {rules: []}\n  active"),
                "wants spec.template.spec.restartPolicy Never");
    }

    private static void assertRefused(String text, String... words) {
        assertThatThrownBy(() -> template(text))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("job.yaml")
                .hasMessageContainingAll(words);
    }

    private static JobTemplate template(String text) {
        return JobTemplate.of("job.yaml", text, "convert", order());
    }

    private static Order order() {
        Map<String, Object> values = new HashMap<>(Map.of("deadline", 60L, "parameters.image", "caravan:1"));
        values.put("sources", List.of("/sources/a b.las"));
        return new Order("convert", "a", "job-1", "today", 2, "/sources/a b.las", "1.0", values);
    }
}
