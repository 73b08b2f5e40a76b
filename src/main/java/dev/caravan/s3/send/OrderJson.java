package dev.caravan.s3.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.converter.BadInputException;
import dev.caravan.setting.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Orders in files. What an older sender does not know it must not leave out: so an unknown field is an error. */
final class OrderJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private OrderJson() {}

    static void write(Path file, Object order) throws IOException {
        Files.write(file, JSON.writeValueAsBytes(order));
    }

    /**
     * Reads an order.
     *
     * @param format that its field `format` has to have
     * @param what it is, for messages, such as `order to send`
     * @throws BadInputException it is no such order; the message says where and why
     */
    static <T> T read(Path file, Class<T> type, String format, String what) throws IOException {
        byte[] text = Files.readAllBytes(file);
        try {
            JsonNode tree = JSON.readTree(text);
            requireFormat(tree.path("format").asText(), format);
            return JSON.treeToValue(tree, type);
        } catch (InvalidSettingException e) {
            throw new BadInputException(file + " is no " + what + ": " + e.getMessage(), e);
        } catch (JsonProcessingException e) {
            throw new BadInputException(file + " is no " + what + ": " + reason(e), e);
        }
    }

    static void requireFormat(String found, String format) {
        if (!format.equals(found)) {
            throw new InvalidSettingException("format", found, format + "; it was written by another version");
        }
    }

    private static String reason(JsonProcessingException e) {
        if (e.getCause() instanceof InvalidSettingException invalid) {
            return String.valueOf(invalid.getMessage());
        }
        // Jackson names the switch that makes it an error, which is of no use to a reader.
        return e.getOriginalMessage().replaceAll("; `DeserializationFeature.*", "");
    }
}
