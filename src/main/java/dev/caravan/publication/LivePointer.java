package dev.caravan.publication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.manifest.ManifestException;
import dev.caravan.manifest.VersionName;
import dev.caravan.s3.SmallObject;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * What the pointer of a dataset in the versioned layout says.
 *
 * @param pointer its key
 * @param name of the version that is live
 * @param since when
 */
record LivePointer(String pointer, String name, Instant since) {
    private static final JsonMapper JSON = new JsonMapper();

    static LivePointer read(SmallObject pointer) throws ManifestException {
        JsonNode content = json(pointer);
        String version = content.path("version").asText();
        if (!VersionName.isOne(version)) {
            throw ManifestException.of(
                    pointer.key() + " is no pointer: its member 'version' is " + content.path("version"));
        }
        try {
            return new LivePointer(
                    pointer.key(),
                    version,
                    Instant.parse(content.path("published").asText()));
        } catch (DateTimeParseException e) {
            throw ManifestException.of(
                    pointer.key() + " is no pointer: its member 'published' is " + content.path("published"));
        }
    }

    private static JsonNode json(SmallObject pointer) throws ManifestException {
        try {
            return JSON.readTree(pointer.content());
        } catch (IOException e) {
            throw ManifestException.of(pointer.key() + " is no pointer: it is not JSON");
        }
    }
}
