package dev.caravan.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request as a record whose members are those of the JSON object. */
public final class Bodies {
    private static final String BODY = "body";

    private Bodies() {}

    /**
     * @param type a record; a member that is left out or null is null in it
     * @throws BadRequestException it is not JSON, or a member is unknown, repeated, or of another type
     * @throws UnsupportedBodyException it is said to be something else
     */
    public static <T> T read(ApiRequest request, Class<T> type) {
        requireJson(request.contentType());
        return parse(text(request.body()), type);
    }

    /** The same; a request without a body is read as `{}`. */
    public static <T> T readOptional(ApiRequest request, Class<T> type) {
        return request.body().length == 0 ? parse("{}", type) : read(request, type);
    }

    /** @throws BadRequestException there is a body */
    public static void none(ApiRequest request) {
        if (request.body().length > 0) {
            throw new BadRequestException(BODY, request.body().length + " bytes", "left out: there is no body here");
        }
    }

    private static void requireJson(@Nullable String contentType) {
        String type =
                contentType == null ? "" : contentType.toLowerCase(Locale.ROOT).replaceFirst("\\s*;.*", "");
        if (!type.equals("application/json")) {
            throw new UnsupportedBodyException(contentType);
        }
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadRequestException(BODY, "bytes that are no UTF-8", "JSON in UTF-8");
        }
    }

    private static <T> T parse(String text, Class<T> type) {
        try {
            @Nullable T body = ApiJson.strictReader().readValue(text, type);
            if (body == null) {
                throw new BadRequestException(BODY, "null", "a JSON object");
            }
            return body;
        } catch (UnrecognizedPropertyException e) {
            throw new BadRequestException(path(e), e.getPropertyName(), "one of the members " + sorted(e));
        } catch (InvalidFormatException e) {
            throw new BadRequestException(path(e), String.valueOf(e.getValue()), word(e.getTargetType()));
        } catch (MismatchedInputException e) {
            // What stands behind the end has no type that would have been right.
            boolean behindTheEnd =
                    e.getTargetType() == null || e.getOriginalMessage().startsWith("Trailing token");
            throw new BadRequestException(
                    path(e), "something else", behindTheEnd ? "one JSON object" : word(e.getTargetType()));
        } catch (JsonMappingException e) {
            throw new BadRequestException(path(e), said(e), "JSON without repeated members");
        } catch (JsonProcessingException e) {
            throw new BadRequestException(BODY, said(e), "one JSON object");
        } catch (IOException e) {
            throw new IllegalStateException("a text is read without a disk", e);
        }
    }

    private static String sorted(UnrecognizedPropertyException unknown) {
        return String.valueOf(unknown.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .toList());
    }

    /** Without the reader's own source description and line. */
    private static String said(JsonProcessingException e) {
        String place = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        String sentence = String.valueOf(e.getOriginalMessage());
        return (sentence.contains("Duplicate field") ? sentence : "text that is no JSON") + place;
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : "." + part.getFieldName())
                .collect(Collectors.joining());
        return path.isEmpty() ? BODY : path.replaceFirst("^\\.", "");
    }

    private static String word(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type == String.class) {
            return Field.plainText(Field.LONGEST);
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a whole number";
        }
        if (type.isEnum()) {
            return "one of " + List.of(type.getEnumConstants());
        }
        return List.class.isAssignableFrom(type) ? "a list" : "an object";
    }
}
