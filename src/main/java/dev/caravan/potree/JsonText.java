package dev.caravan.potree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as maps, lists, strings, numbers and booleans. Binding by reflection would take longer to start than a small file takes to be
 * converted.
 */
final class JsonText {
    static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** @throws IOException when it is not JSON, or more than one value */
    static @Nullable Object read(byte[] bytes) throws IOException {
        try (JsonParser json = FACTORY.createParser(bytes)) {
            json.nextToken();
            Object value = value(json);
            if (json.nextToken() != null) {
                throw new IOException("something follows the end of the JSON at byte "
                        + json.currentTokenLocation().getByteOffset());
            }
            return value;
        }
    }

    /** The parser bounds the depth. */
    private static @Nullable Object value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == null) {
            throw new IOException("it is empty");
        }
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser json) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            object.put(name, value(json));
        }
        return object;
    }

    private static List<@Nullable Object> array(JsonParser json) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(json));
        }
        return array;
    }
}
