package dev.caravan.api.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.caravan.api.Answer;
import dev.caravan.api.ApiRequest;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.rest.RestDefinition;

/**
 * The OpenAPI 3.1 document of the API. Paths, parameters and types come from the `rest` definitions that run, whoever has edited
 * them; what Camel cannot say is corrected and added.
 */
public class ApiDocument {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build();

    private final CamelContext camel;
    private final String version;
    private List<RestDefinition> definitions = List.of();
    private ObjectNode document = YAML.createObjectNode();

    /** @param version of the service */
    public ApiDocument(CamelContext camel, String version) {
        this.camel = camel;
        this.version = version;
    }

    /** `GET /openapi.json`. */
    public Answer json(ApiRequest request) {
        request.allowParameters();
        return new Answer(200, Map.of(), Answer.JSON, tree());
    }

    /** `GET /openapi.yaml`. */
    public Answer yaml(ApiRequest request) throws JsonProcessingException {
        request.allowParameters();
        return new Answer(200, Map.of(), "application/yaml", YAML.writeValueAsString(tree()));
    }

    /** Made anew only when a route file was exchanged. */
    private synchronized ObjectNode tree() {
        List<RestDefinition> present = List.copyOf(((ModelCamelContext) camel).getRestDefinitions());
        if (!present.equals(definitions)) {
            document = complete(RestDocument.of(camel, present, version));
            definitions = present;
        }
        return document;
    }

    static ObjectNode complete(ObjectNode document) {
        Events.describe(document);
        Operations.complete(document);
        Schemas.complete(document);
        Overview.write(document);
        return document;
    }
}
