package dev.caravan.storm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.potree.OctreeVerifier;
import dev.caravan.support.HierarchyWalk;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The version of a dataset that is live, as a reader gets it who begins at the pointer. */
final class LiveOctree {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI dataset;

    /** @param dataset address of its directory, with a slash at its end */
    LiveOctree(URI dataset) {
        this.dataset = dataset;
    }

    /** The intensity of its points, as its metadata has it; nothing when no version is live, or it has several. */
    Optional<Integer> intensity() {
        try {
            JsonNode metadata = JSON.readTree(get(version().resolve("metadata.json")));
            for (JsonNode attribute : metadata.path("attributes")) {
                if (attribute.path("name").asText().equals("intensity")) {
                    int least = attribute.path("min").path(0).asInt();
                    return least == attribute.path("max").path(0).asInt() ? Optional.of(least) : Optional.empty();
                }
            }
            return Optional.empty();
        } catch (IOException nothingIsLive) {
            return Optional.empty();
        }
    }

    /** Names of all that may be there: the pointer, and the objects of each version that the pointer knows. */
    List<String> names() throws IOException {
        List<String> names = new ArrayList<>(List.of("latest.json"));
        JsonNode pointer = pointer();
        List<String> versions = new ArrayList<>(List.of(pointer.path("version").asText()));
        pointer.path("earlier").forEach(one -> versions.add(one.path("version").asText()));
        for (String version : versions) {
            names.add(version + "/caravan.json");
            for (JsonNode object : objects(dataset.resolve(version + "/"))) {
                names.add(version + "/" + object.path("name").asText());
            }
        }
        return names;
    }

    /** Each object is the one of the manifest, the octree verifies, and each of its points has the intensity. */
    void isWhole(int points, int intensity, Path scratch) throws IOException {
        Files.createDirectories(scratch);
        for (JsonNode object : objects(version())) {
            byte[] content = get(version().resolve(object.path("name").asText()));
            assertThat(content)
                    .as("%s%s", version(), object)
                    .hasSize(object.path("size").asInt());
            assertThat(sha256(content)).isEqualTo(object.path("sha256").asText());
            Files.write(scratch.resolve(object.path("name").asText()), content);
        }
        assertThat(OctreeVerifier.verify(scratch, OptionalLong.of(points)).failures())
                .isEmpty();
        assertThat(count(scratch, intensity)).isEqualTo(points);
    }

    /** Points with the intensity, counted along the hierarchy. */
    private static long count(Path octree, int intensity) throws IOException {
        JsonNode metadata = JSON.readTree(octree.resolve("metadata.json").toFile());
        int place = -1;
        int stride = 0;
        for (JsonNode attribute : metadata.path("attributes")) {
            place = attribute.path("name").asText().equals("intensity") ? stride : place;
            stride += attribute.path("size").asInt();
        }
        ByteBuffer points = ByteBuffer.wrap(Files.readAllBytes(octree.resolve("octree.bin")))
                .order(ByteOrder.LITTLE_ENDIAN);
        long found = 0;
        int firstChunk = metadata.at("/hierarchy/firstChunkSize").asInt();
        for (HierarchyWalk.Extent node :
                HierarchyWalk.extents(Files.readAllBytes(octree.resolve("hierarchy.bin")), firstChunk)) {
            for (int point = 0; point < node.points(); point++) {
                found += points.getShort((int) node.offset() + point * stride + place) == (short) intensity ? 1 : 0;
            }
        }
        return found;
    }

    private JsonNode pointer() throws IOException {
        return JSON.readTree(get(dataset.resolve("latest.json")));
    }

    private URI version() throws IOException {
        return dataset.resolve(pointer().path("version").asText() + "/");
    }

    private static JsonNode objects(URI version) throws IOException {
        return JSON.readTree(get(version.resolve("caravan.json"))).path("objects");
    }

    private static byte[] get(URI address) throws IOException {
        try (var content = address.toURL().openStream()) {
            return content.readAllBytes();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
