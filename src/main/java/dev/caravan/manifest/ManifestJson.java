package dev.caravan.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/**
 * A manifest as `caravan.json`: UTF-8, members in the order of {@link Manifest}, so that equal manifests are equal bytes. Read
 * strictly: what is missing, unknown or of another type is an error that names it.
 */
public final class ManifestJson {
    /** Larger than any that we write: 10 000 sources with the longest paths. */
    public static final int MOST_BYTES = 64 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final ObjectWriter WRITER = JSON.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private ManifestJson() {}

    public static byte[] write(Manifest manifest) {
        try {
            return (WRITER.writeValueAsString(manifest) + "\n").getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the manifest of '" + manifest.dataset() + "' cannot be written", e);
        }
    }

    /**
     * The manifest that these bytes are.
     *
     * @param place what people call the object or file, for messages
     * @throws ManifestException when they are none, or one of a newer format
     */
    public static Manifest read(byte[] bytes, String place) throws ManifestException {
        try {
            JsonNode tree = JSON.readTree(bytes);
            requireFormat(tree, place);
            return JSON.treeToValue(tree, Manifest.class);
        } catch (ManifestException e) {
            throw e;
        } catch (ValueInstantiationException e) {
            String reason =
                    e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage();
            throw new ManifestException(place + " is no manifest: " + reason, e);
        } catch (JsonProcessingException e) {
            throw new ManifestException(place + " is no manifest: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ManifestException(place + " is no manifest: it is not JSON", e);
        }
    }

    private static void requireFormat(JsonNode tree, String place) throws ManifestException {
        JsonNode format = tree.path("format");
        if (!format.isInt() || format.intValue() < 1) {
            throw new ManifestException(
                    place + " is no manifest: its member 'format' is " + (format.isMissingNode() ? "missing" : format)
                            + ", expected is " + Manifest.FORMAT,
                    null);
        }
        if (format.intValue() > Manifest.FORMAT) {
            throw new ManifestException(
                    place + " has the format " + format + "; this release reads " + Manifest.FORMAT
                            + ": a newer release of Caravan has written it",
                    null);
        }
    }
}
