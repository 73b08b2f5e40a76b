package dev.caravan.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.job.JobLog;
import dev.caravan.job.Progress;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the status of a Workflow means. */
class ClusterWorkflowTest {
    private static final Work WORK = new Work() {
        @Override
        public String component() {
            return "convert";
        }

        @Override
        public String container() {
            return "convert";
        }

        @Override
        public Optional<Progress> heard(String line, JobLog log) {
            return Optional.empty();
        }
    };

    @Test
    void oneThatArgoHasNotSeenYetIsHeld() {
        assertThat(workflow("{}").held()).contains("Argo's controller has not looked at it yet");
        assertThat(workflow("{}").finished()).isFalse();
    }

    @Test
    void oneThatIsPendingSaysWhy() {
        assertThat(workflow("{\"phase\": \"Pending\", \"message\": \"too many workflows are already running\"}")
                        .held())
                .contains("too many workflows are already running");
        assertThat(workflow("{\"phase\": \"Pending\"}").held()).contains("Argo holds it back");
    }

    @Test
    void oneThatRunsIsNeitherHeldNorFinished() {
        Workload runs = workflow("{\"phase\": \"Running\"}");

        assertThat(runs.held()).isEmpty();
        assertThat(runs.finished()).isFalse();
        assertThat(runs.failureReason()).isEmpty();
    }

    @Test
    void oneThatHasSucceeded() {
        Workload ended = workflow("{\"phase\": \"Succeeded\"}");

        assertThat(ended.finished()).isTrue();
        assertThat(ended.succeeded()).isTrue();
        assertThat(ended.failureReason()).isEmpty();
    }

    @Test
    void whyOneHasFailedTheStepThatFailedLastKnows() {
        Workload ended = workflow("""
                {"phase": "Failed", "message": "retryStrategy.expression evaluated to false", "nodes": {
                  "r": {"type": "Retry", "phase": "Failed", "message": "No more retries left", "startedAt": "2026-01-01T00:00:00Z"},
                  "b": {"type": "Pod", "phase": "Failed", "message": "Error (exit code 3)", "startedAt": "2026-01-01T00:02:00Z", "outputs": {"exitCode": "3"}},
                  "a": {"type": "Pod", "phase": "Error", "message": "pod deleted", "startedAt": "2026-01-01T00:01:00Z"}}}
                """);

        Ending ending = Ending.of(ended, List.of(), WORK);

        assertThat(ending.reason()).isEqualTo("Failed");
        assertThat(ending.message()).isEqualTo("Error (exit code 3); retryStrategy.expression evaluated to false");
        assertThat(ending.exitCode()).isEqualTo(3);
        assertThat(ending.outOfTime()).isFalse();
    }

    @Test
    void aLimitOfTimeIsToldInWords() {
        String step = "{\"phase\": \"Failed\", \"message\": \"child failed\", \"nodes\": {\"a\": {\"type\": \"Pod\","
                + " \"phase\": \"Failed\", \"message\": \"Pod was active on the node longer than the specified deadline\"}}}";

        assertThat(Ending.of(workflow(step), List.of(), WORK).outOfTime()).isTrue();
        assertThat(Ending.of(
                                workflow("{\"phase\": \"Failed\", \"message\": \"Max duration limit exceeded\"}"),
                                List.of(),
                                WORK)
                        .outOfTime())
                .isTrue();
    }

    private static Workload workflow(String status) {
        return new ClusterWorkflow(Serialization.unmarshal(
                "{\"apiVersion\": \"argoproj.io/v1alpha1\", \"kind\": \"Workflow\", \"metadata\": {\"name\": \"a\"}, \"status\": "
                        + status + "}",
                GenericKubernetesResource.class));
    }
}
