package dev.caravan.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import java.util.Set;

/**
 * A Workflow of Argo. What its status means: https://argo-workflows.readthedocs.io/en/latest/fields/#workflowstatus.
 *
 * @param workflow as it was read
 */
record ClusterWorkflow(GenericKubernetesResource workflow) implements Workload {
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed", "Error");
    /** Argo calls the container of a step so, and puts others beside it. */
    private static final String CONTAINER = "main";
    /** In which words Argo, and the pods' own status, tell of a limit of time. */
    private static final String OUT_OF_TIME = "(?is).*(deadline|max duration limit).*";

    @Override
    public HasMetadata object() {
        return workflow;
    }

    @Override
    public String kind() {
        return "Workflow";
    }

    @Override
    public String container(Work work) {
        return CONTAINER;
    }

    @Override
    public boolean finished() {
        return ENDED.contains(phase());
    }

    @Override
    public boolean succeeded() {
        return phase().equals("Succeeded");
    }

    @Override
    public Optional<String> held() {
        if (phase().isEmpty()) {
            return Optional.of("Argo's controller has not looked at it yet");
        }
        String message = status().path("message").asText();
        return phase().equals("Pending")
                ? Optional.of(message.isEmpty() ? "Argo holds it back" : message)
                : Optional.empty();
    }

    @Override
    public String failureReason() {
        if (finished() && !succeeded()) {
            return failureMessage().matches(OUT_OF_TIME) ? Ending.DEADLINE : phase();
        }
        return "";
    }

    /** The Workflow's own words may say no more than that nothing is tried again; the step that failed last knows why. */
    @Override
    public String failureMessage() {
        String own = status().path("message").asText();
        String step = lastFailed().path("message").asText();
        if (own.isEmpty() || step.isEmpty()) {
            return own + step;
        }
        return own.contains(step) ? own : step + "; " + own;
    }

    @Override
    public int keptExitCode() {
        String kept = lastFailed().at("/outputs/exitCode").asText();
        return kept.matches("\\d{1,3}") ? Integer.parseInt(kept) : -1;
    }

    private JsonNode lastFailed() {
        JsonNode last = MissingNode.getInstance();
        for (JsonNode node : status().path("nodes")) {
            boolean failed = node.path("type").asText().equals("Pod")
                    && Set.of("Failed", "Error").contains(node.path("phase").asText());
            if (failed
                    && node.path("startedAt")
                                    .asText()
                                    .compareTo(last.path("startedAt").asText())
                            >= 0) {
                last = node;
            }
        }
        return last;
    }

    private String phase() {
        return status().path("phase").asText();
    }

    private JsonNode status() {
        Object status = workflow.get("status");
        return status == null
                ? MissingNode.getInstance()
                : Serialization.jsonMapper().valueToTree(status);
    }
}
