package dev.caravan.api.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.info.Info;
import java.io.IOException;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.openapi.BeanConfig;
import org.apache.camel.openapi.RestOpenApiReader;
import org.apache.camel.openapi.RestOpenApiSupport;

/** The document as Camel makes it of `rest` definitions. */
final class RestDocument {
    private static final JsonMapper JSON = new JsonMapper();

    private RestDocument() {}

    /** @param version of the service */
    static ObjectNode of(CamelContext camel, List<RestDefinition> definitions, String version) {
        BeanConfig config = new BeanConfig();
        config.setVersion("3.1.0");
        config.setInfo(new Info().title("Caravan").version(version));
        try {
            String text = RestOpenApiSupport.getJsonFromOpenAPIAsString(
                    new RestOpenApiReader().read(camel, definitions, config, camel.getName(), camel.getClassResolver()),
                    config);
            return (ObjectNode) JSON.readTree(text);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a rest definition names a class that is not there: " + e.getMessage(), e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the OpenAPI document is no JSON", e);
        } catch (IOException e) {
            throw new IllegalStateException("the OpenAPI document cannot be made", e);
        }
    }
}
