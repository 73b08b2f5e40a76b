package dev.caravan.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.caravan.setting.InvalidSettingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** The parameters of a WorkflowTemplate: those of one file, over them what is computed for an input, over them those of the settings. */
public final class WorkflowParameters {
    private static final String SHIPPED = "/argo/parameters.yaml";

    private final Map<String, String> defaults;
    private final Map<String, String> chosen;

    private WorkflowParameters(Map<String, String> defaults, Map<String, String> chosen) {
        this.defaults = defaults;
        this.chosen = chosen;
    }

    /**
     * Reads the file.
     *
     * @param key that the settings stand under
     * @param own those that nobody else may set, such as `input`
     * @throws InvalidSettingException the file cannot be used, or one of the own ones is set
     */
    public static WorkflowParameters of(String key, ArgoSettings settings, Collection<String> own) {
        Collection<String> taken = new TreeSet<>(settings.parameters().keySet());
        taken.retainAll(own);
        if (!taken.isEmpty()) {
            throw new InvalidSettingException(
                    key + ".parameters", String.join(", ", taken), "parameters other than " + new TreeSet<>(own));
        }
        try {
            return new WorkflowParameters(read(text(settings.parametersFile())), settings.parameters());
        } catch (IOException e) {
            throw new InvalidSettingException(
                    key + ".parameters-file",
                    settings.parametersFile(),
                    "YAML with a value for each name; " + e.getMessage());
        }
    }

    private static String text(String file) throws IOException {
        if (!file.isEmpty()) {
            return Files.readString(Path.of(file));
        }
        try (InputStream shipped = Objects.requireNonNull(
                WorkflowParameters.class.getResourceAsStream(SHIPPED), SHIPPED + " is missing from the class path")) {
            return new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> read(String text) throws IOException {
        JsonNode tree = new YAMLMapper().readTree(text);
        Map<String, String> parameters = new TreeMap<>();
        for (Map.Entry<String, JsonNode> one : tree.properties()) {
            if (!one.getValue().isValueNode() || one.getValue().isNull()) {
                throw new IOException("the value of '" + one.getKey() + "' is no text and no number");
            }
            parameters.put(one.getKey(), one.getValue().asText());
        }
        if (!tree.isObject()) {
            throw new IOException("it has no names");
        }
        return parameters;
    }

    /** Of one order. */
    public Map<String, Object> with(Map<String, String> computed) {
        Map<String, Object> all = new TreeMap<>(defaults);
        all.putAll(computed);
        all.putAll(chosen);
        return all;
    }

    /** For who looks whether what it names is there; '' when it is not set. */
    public String get(String name) {
        return chosen.getOrDefault(name, defaults.getOrDefault(name, ""));
    }
}
