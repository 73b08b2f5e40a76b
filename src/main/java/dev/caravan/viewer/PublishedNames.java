package dev.caravan.viewer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.manifest.Manifest;
import dev.caravan.publication.Publication;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.S3Objects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which objects a publication has: those that its manifest names. The list of the directory would not do: in the plain layout it has
 * those of datasets below this one, too.
 */
final class PublishedNames {
    private static final int LARGEST_MANIFEST = 64 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    private PublishedNames() {}

    /** Below the publication's directory; what was published before there were manifests has its well-known names. */
    static List<String> of(Publication publication, S3Objects objects) throws IOException {
        Optional<String> manifest = objects.read(publication.directory() + Manifest.NAME, LARGEST_MANIFEST)
                .map(found -> found.text());
        if (manifest.isEmpty()) {
            return OctreeNames.isOctree(publication) ? OctreeNames.ALL : List.of(OctreeNames.name(publication));
        }
        List<String> names = new ArrayList<>();
        parse(publication, manifest.get())
                .path("objects")
                .forEach(object -> names.add(object.path("name").asText()));
        names.add(Manifest.NAME);
        return names;
    }

    private static JsonNode parse(Publication publication, String text) throws PublishException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new PublishException(
                    "target '" + publication.target() + "': " + publication.directory() + Manifest.NAME
                            + " is no JSON: " + e.getOriginalMessage(),
                    e);
        }
    }
}
