package dev.caravan.support.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pod of the one step of a WorkflowTemplate, with the Workflow's parameters put in, and Argo's own container beside it. */
final class ArgoPods {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PARAMETER = Pattern.compile("\\{\\{(workflow|inputs)\\.parameters\\.([a-z0-9-]+)}}");

    private ArgoPods() {}

    static ObjectNode make(ObjectNode workflow, ObjectNode template, String name) {
        Map<String, String> parameters = parameters(workflow, template);
        JsonNode spec = resolved(template.path("spec"), "workflow", parameters);
        JsonNode step = spec.at("/templates/0");
        Map<String, String> inputs = new TreeMap<>();
        step.at("/inputs/parameters")
                .forEach(input -> inputs.put(
                        input.path("name").asText(), input.path("value").asText()));
        step = resolved(step, "inputs", inputs);
        ObjectNode pod = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Pod");
        metadata(pod.putObject("metadata"), workflow, step, name);
        spec(pod.putObject("spec"), spec, step);
        pod.putObject("status").put("phase", "Pending").put("qosClass", "Burstable");
        refuseUnlessSound(pod);
        return pod;
    }

    /** Of the Workflow, over those of the template; one without a value is refused. */
    private static Map<String, String> parameters(ObjectNode workflow, ObjectNode template) {
        Map<String, String> given = new TreeMap<>();
        template.at("/spec/arguments/parameters").forEach(one -> {
            if (one.has("value")) {
                given.put(one.path("name").asText(), one.path("value").asText());
            }
        });
        workflow.at("/spec/arguments/parameters")
                .forEach(one ->
                        given.put(one.path("name").asText(), one.path("value").asText()));
        template.at("/spec/arguments/parameters").forEach(one -> {
            if (!given.containsKey(one.path("name").asText())) {
                throw new ArgoRefusal(
                        "invalid spec: spec.arguments." + one.path("name").asText() + ".value or spec.arguments."
                                + one.path("name").asText() + ".valueFrom is required");
            }
        });
        return given;
    }

    private static JsonNode resolved(JsonNode tree, String scope, Map<String, String> values) {
        Matcher parameters = PARAMETER.matcher(tree.toString());
        String text = parameters.replaceAll(found -> {
            if (!found.group(1).equals(scope)) {
                return Matcher.quoteReplacement(found.group());
            }
            String value = values.get(found.group(2));
            if (value == null) {
                throw new ArgoRefusal("invalid spec: templates.convert: failed to resolve " + found.group());
            }
            String quoted = JSON.getNodeFactory().textNode(value).toString();
            return Matcher.quoteReplacement(quoted.substring(1, quoted.length() - 1));
        });
        return read(text);
    }

    private static void metadata(ObjectNode metadata, ObjectNode workflow, JsonNode step, String name) {
        metadata.put("name", name)
                .put("namespace", workflow.at("/metadata/namespace").asText());
        ObjectNode labels = metadata.putObject("labels");
        members(workflow.at("/spec/podMetadata/labels"), labels);
        members(step.at("/metadata/labels"), labels);
        labels.put(
                "workflows.argoproj.io/workflow", workflow.at("/metadata/name").asText());
        members(workflow.at("/spec/podMetadata/annotations"), metadata.putObject("annotations"));
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", workflow.path("apiVersion").asText())
                .put("kind", "Workflow")
                .put("name", workflow.at("/metadata/name").asText())
                .put("uid", workflow.at("/metadata/uid").asText())
                .put("controller", true)
                .put("blockOwnerDeletion", true);
    }

    private static void members(JsonNode some, ObjectNode into) {
        some.properties().forEach(one -> into.set(one.getKey(), one.getValue()));
    }

    private static void spec(ObjectNode pod, JsonNode spec, JsonNode step) {
        pod.put("restartPolicy", "Never");
        pod.set("serviceAccountName", spec.path("serviceAccountName"));
        pod.set("securityContext", spec.path("securityContext"));
        pod.set("volumes", spec.path("volumes"));
        pod.put(
                "activeDeadlineSeconds",
                Long.parseLong(step.path("activeDeadlineSeconds").asText()));
        ObjectNode main = (ObjectNode) step.path("container").deepCopy();
        main.put("name", "main");
        patch(main, step.path("podSpecPatch").asText());
        pod.putArray("containers").add(sidecar(main)).add(main);
    }

    private static void patch(ObjectNode main, String patch) {
        try {
            JsonNode resources =
                    main(new YAMLMapper().readTree(patch).path("containers")).path("resources");
            main.set("resources", resources);
        } catch (JsonProcessingException e) {
            throw new ArgoRefusal("invalid spec: podSpecPatch: " + e.getMessage());
        }
    }

    /** Argo puts it before the container that does the work. */
    private static ObjectNode sidecar(ObjectNode main) {
        ObjectNode sidecar = JSON.createObjectNode().put("name", "wait").put("image", "argoexec:v3.6");
        sidecar.set("securityContext", main.path("securityContext").deepCopy());
        return sidecar;
    }

    private static void refuseUnlessSound(ObjectNode pod) {
        List<Flaw> flaws = new ArrayList<>(KubernetesSchemas.validate(pod));
        flaws.addAll(PodSecurity.restricted(pod));
        if (!flaws.isEmpty()) {
            throw new ArgoRefusal("Pod \"" + pod.at("/metadata/name").asText() + "\" is invalid: " + flaws);
        }
    }

    /** Of containers, or of what is told of them. */
    static JsonNode main(JsonNode containers) {
        for (JsonNode container : containers) {
            if (container.path("name").asText().equals("main")) {
                return container;
            }
        }
        return containers.isEmpty() ? MissingNode.getInstance() : containers.get(0);
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ArgoRefusal("invalid spec: " + e.getMessage());
        }
    }
}
