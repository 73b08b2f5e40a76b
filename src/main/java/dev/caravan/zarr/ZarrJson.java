package dev.caravan.zarr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.converter.BadInputException;
import java.io.IOException;

/** Reads metadata documents. Python writes NaN and Infinity as they are, so they are read. */
final class ZarrJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ZarrJson() {}

    /**
     * An object.
     *
     * @param place what people call the document
     * @throws BadInputException it is no JSON, or no object
     */
    static JsonNode object(byte[] document, String place) {
        JsonNode tree;
        try {
            tree = JSON.readTree(document);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw new BadInputException(place + " is no JSON: " + e.getOriginalMessage() + where, e);
        } catch (IOException e) {
            throw new BadInputException(place + " is no JSON in UTF-8, UTF-16 or UTF-32", e);
        }
        if (!tree.isObject()) {
            throw new BadInputException(place + " is no JSON object");
        }
        return tree;
    }

    static JsonNode empty() {
        return JSON.createObjectNode();
    }
}
