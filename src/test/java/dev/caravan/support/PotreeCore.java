package dev.caravan.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Potree viewer's own loader and decoders, in Node.js. Its modules are those of src/test/viewer; where they or Node.js
 * are missing, tests are skipped.
 */
public final class PotreeCore {
    private static final Path VIEWER = Path.of("src", "test", "viewer");

    private PotreeCore() {}

    /**
     * A node as the viewer would give it to the graphics card.
     *
     * @param min lower corner of its box, to which positions are relative
     */
    public record Node(String name, int points, double[] min, JsonNode values) {

        /** What the card gets of an attribute: floats, or bytes of `rgba`. */
        public ByteBuffer shown(String attribute) {
            return decode(attribute, "shown");
        }

        /** The values before they became floats. */
        public ByteBuffer precise(String attribute) {
            return decode(attribute, "precise");
        }

        private ByteBuffer decode(String attribute, String which) {
            try {
                byte[] bytes = values.get(attribute).get(which).binaryValue();
                return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** All nodes of an octree. */
    public static List<Node> decode(Path octree, Path temp) throws IOException, InterruptedException {
        return decode(octree.toString(), temp);
    }

    /** All nodes of an octree at this address, which is that of its directory, without a slash at the end. */
    public static List<Node> decode(URI octree, Path temp) throws IOException, InterruptedException {
        return decode(octree.toString(), temp);
    }

    private static List<Node> decode(String octree, Path temp) throws IOException, InterruptedException {
        assumeTrue(onPath("node"), "skipped: no Node.js on the PATH, so the viewer's decoders cannot run");
        assumeTrue(
                Files.isDirectory(VIEWER.resolve("node_modules/potree-core")),
                "skipped: the viewer is not installed; run `npm ci` in " + VIEWER);
        Path out = temp.resolve("nodes.json");
        Path log = temp.resolve("viewer.log");
        Process node = new ProcessBuilder("node", VIEWER.resolve("decode.mjs").toString(), octree)
                .redirectOutput(out.toFile())
                .redirectError(log.toFile())
                .start();
        if (node.waitFor() != 0) {
            throw new IOException("the viewer failed: " + Files.readString(log));
        }
        return nodes(out);
    }

    private static List<Node> nodes(Path lines) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Node> nodes = new ArrayList<>();
        for (String line : Files.readAllLines(lines)) {
            JsonNode node = json.readTree(line);
            nodes.add(new Node(
                    node.get("name").asText(),
                    node.get("points").asInt(),
                    json.convertValue(node.get("min"), double[].class),
                    node.get("values")));
        }
        return nodes;
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
