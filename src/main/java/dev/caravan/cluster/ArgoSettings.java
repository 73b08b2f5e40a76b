package dev.caravan.cluster;

import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * `caravan.convert.argo` and `caravan.geozarr.argo`: Workflows from a WorkflowTemplate.
 *
 * @param workflowTemplate its name in the namespace; '' for that which comes with Caravan
 * @param parametersFile YAML, a value by name; '' for the one that comes with Caravan
 * @param parameters that differ from those of the file, and from those that are computed
 */
public record ArgoSettings(
        @DefaultValue("") String workflowTemplate,
        @DefaultValue("") String parametersFile,
        @DefaultValue Map<String, String> parameters) {

    public ArgoSettings {
        parameters = Map.copyOf(parameters);
    }
}
