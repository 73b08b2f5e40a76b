package dev.caravan.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.caravan.setting.InvalidSettingException;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * An ordinary manifest of a Job with placeholders, which a person may edit. What Caravan needs is put in whatever the manifest says: name,
 * namespace, labels and the annotation with the source.
 */
public final class JobTemplate implements Template<Job> {
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final List<String> RESTARTS = List.of("Never", "OnFailure");

    private final String file;
    private final ObjectNode tree;

    private JobTemplate(String file, ObjectNode tree) {
        this.file = file;
        this.tree = tree;
    }

    /**
     * Reads and checks a template.
     *
     * @param file what it is called in messages
     * @param text YAML
     * @param container that does the work; the template must have it
     * @param example of an order, with a value for each placeholder, which the template must be able to be filled with
     * @throws TemplateException it cannot be used
     */
    public static JobTemplate of(String file, String text, String container, Order example) {
        JobTemplate template = new JobTemplate(file, tree(file, text));
        template.requireKnown(example.values().keySet());
        template.requireSound(template.filled(example), container, example);
        return template;
    }

    /**
     * The template that is configured, or that comes with Caravan.
     *
     * @param key of the setting
     * @param file its value; empty for the one that comes with Caravan
     * @param shipped that one's name as a resource
     * @throws InvalidSettingException it cannot be used; the message says why
     */
    public static JobTemplate configured(String key, String file, String shipped, String container, Order example) {
        try {
            return file.isEmpty()
                    ? of("the template that comes with Caravan", shipped(shipped), container, example)
                    : of(file, Files.readString(Path.of(file)), container, example);
        } catch (IOException | TemplateException e) {
            throw new InvalidSettingException(
                    key, file, "a Job's manifest; " + (e instanceof TemplateException ? e.getMessage() : e.toString()));
        }
    }

    private static String shipped(String resource) throws IOException {
        try (InputStream text = Objects.requireNonNull(
                JobTemplate.class.getResourceAsStream(resource), resource + " is missing from the class path")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ObjectNode tree(String file, String text) {
        try {
            JsonNode tree = YAML.readTree(text);
            if (tree instanceof ObjectNode object
                    && object.path("kind").asText().equals("Job")
                    && object.path("apiVersion").asText().equals("batch/v1")) {
                return object;
            }
            throw new TemplateException("%s: a manifest of apiVersion batch/v1 and kind Job is wanted, found %s %s"
                    .formatted(
                            file,
                            tree.path("apiVersion").asText("none"),
                            tree.path("kind").asText("none")));
        } catch (IOException e) {
            throw new TemplateException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void requireKnown(Collection<String> known) {
        Collection<String> unknown = new TreeSet<>(Placeholders.names(tree));
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new TemplateException(
                    "%s: unknown placeholders %s; there are %s, and parameters.NAME for each of the parameters"
                            .formatted(file, unknown, new TreeSet<>(known)));
        }
    }

    private void requireSound(Job job, String container, Order example) {
        List<String> unknown = UnknownFields.of(new Placeholders(example.values()).in(tree), job);
        require(unknown.isEmpty(), "unknown fields " + unknown);
        require(job.getSpec() != null && job.getSpec().getTemplate() != null, "spec.template is missing");
        var pod = job.getSpec().getTemplate().getSpec();
        require(pod != null && pod.getContainers() != null, "spec.template.spec.containers is missing");
        require(
                pod.getContainers().stream().anyMatch(one -> container.equals(one.getName())),
                "no container of spec.template.spec is called '" + container + "'");
        require(
                pod.getRestartPolicy() != null && RESTARTS.contains(pod.getRestartPolicy()),
                "spec.template.spec.restartPolicy is " + pod.getRestartPolicy() + "; allowed are " + RESTARTS);
        require(
                job.getSpec().getPodFailurePolicy() == null
                        || pod.getRestartPolicy().equals("Never"),
                "spec.podFailurePolicy wants spec.template.spec.restartPolicy Never");
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new TemplateException(file + ": " + otherwise);
        }
    }

    /** The manifest with its placeholders filled in; name, namespace and labels are whoever's who orders it. */
    private Job filled(Order order) {
        try {
            ObjectNode filled = new Placeholders(order.values()).in(tree);
            return Serialization.jsonMapper().treeToValue(filled, Job.class);
        } catch (IOException | IllegalArgumentException e) {
            throw new TemplateException(file + " is no Job: " + e.getMessage(), e);
        }
    }

    @Override
    public Job fill(Order order, String namespace, ClusterLabels labels) {
        Map<String, String> ours = labels.of(order);
        Job job = filled(order);
        if (job.getMetadata() == null) {
            job.setMetadata(new ObjectMeta());
        }
        return new JobBuilder(job)
                .editMetadata()
                .withName(order.name())
                .withNamespace(namespace)
                .addToLabels(ours)
                .addToAnnotations(ClusterLabels.SOURCE, order.source())
                .endMetadata()
                .editSpec()
                .editTemplate()
                .editOrNewMetadata()
                .addToLabels(ours)
                .addToAnnotations(ClusterLabels.SOURCE, order.source())
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build();
    }
}
