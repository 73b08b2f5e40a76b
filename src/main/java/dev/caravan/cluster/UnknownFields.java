package dev.caravan.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;

/** Finds what a manifest says and no version of Kubernetes that we know understands: a misspelt field, or one at the wrong place. */
final class UnknownFields {
    /** Without what the model's classes keep as 'additional properties', which is what they do not know. */
    private static final ObjectMapper KNOWN = Serialization.jsonMapper()
            .copy()
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnyGetter(Annotated member) {
                    return false;
                }
            });

    private UnknownFields() {}

    /** @return paths such as `spec.template.specc`; empty when all is known */
    static List<String> of(JsonNode manifest, Object model) {
        List<String> unknown = new ArrayList<>();
        compare(manifest, KNOWN.valueToTree(model), "", unknown);
        return unknown;
    }

    private static void compare(JsonNode said, JsonNode known, String path, List<String> unknown) {
        said.properties().forEach(field -> {
            String place = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            JsonNode value = known.get(field.getKey());
            if (value == null && !isNothing(field.getValue())) {
                unknown.add(place);
            } else if (value != null) {
                compare(field.getValue(), value, place, unknown);
            }
        });
        for (int i = 0; said.isArray() && i < said.size() && known.has(i); i++) {
            compare(said.get(i), known.get(i), path + "[" + i + "]", unknown);
        }
    }

    /** The model's classes do not write these. */
    private static boolean isNothing(JsonNode value) {
        return value.isNull() || value.isContainerNode() && value.isEmpty();
    }
}
