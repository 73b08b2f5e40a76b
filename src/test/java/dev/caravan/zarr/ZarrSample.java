package dev.caravan.zarr;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A small product as satellites give it, in each form that a Zarr store has: two groups with bands of 4 × 4 pixels in chunks of 2 × 2. */
public enum ZarrSample {
    V2(2, false),
    V2_CONSOLIDATED(2, true),
    V3(3, false),
    V3_CONSOLIDATED(3, true),
    /** As the converter leaves it: its groups say how they lie on the earth. */
    GEOZARR(3, true);

    public static final List<String> GROUPS = List.of(
            "/",
            "/measurements",
            "/measurements/reflectance",
            "/measurements/reflectance/r10m",
            "/measurements/reflectance/r20m",
            "/quality");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ARRAYS =
            List.of("measurements/reflectance/r10m/b02", "measurements/reflectance/r20m/b05");

    private final int format;
    private final boolean consolidated;

    ZarrSample(int format, boolean consolidated) {
        this.format = format;
        this.consolidated = consolidated;
    }

    public boolean consolidated() {
        return consolidated;
    }

    public int format() {
        return format;
    }

    /** Writes it into a directory that is made. */
    public Path in(Path directory) {
        ObjectNode all = JSON.createObjectNode();
        GROUPS.forEach(group -> put(directory, all, group.substring(1), false));
        ARRAYS.forEach(array -> put(directory, all, array, true));
        if (consolidated) {
            consolidate(directory, all);
        }
        return directory;
    }

    private void put(Path root, ObjectNode all, String path, boolean array) {
        Path directory = root.resolve(path);
        ObjectNode metadata = format == 2 ? metadata2(array) : metadata3(array);
        if (format == 2) {
            String document = array ? ".zarray" : ".zgroup";
            write(directory.resolve(document), metadata);
            write(directory.resolve(".zattrs"), attributes(array));
            all.set(key(path, document), metadata);
            all.set(key(path, ".zattrs"), attributes(array));
        } else {
            write(directory.resolve("zarr.json"), metadata);
            if (!path.isEmpty()) {
                all.set(path, metadata);
            }
        }
        if (array) {
            chunks(directory);
        }
    }

    private void consolidate(Path root, ObjectNode all) {
        if (format == 2) {
            ObjectNode document = JSON.createObjectNode().put("zarr_consolidated_format", 1);
            document.set("metadata", all);
            write(root.resolve(".zmetadata"), document);
        } else {
            ObjectNode document = metadata3(false);
            document.putObject("consolidated_metadata")
                    .put("kind", "inline")
                    .put("must_understand", false)
                    .set("metadata", all);
            write(root.resolve("zarr.json"), document);
        }
    }

    private static ObjectNode metadata2(boolean array) {
        ObjectNode metadata = JSON.createObjectNode().put("zarr_format", 2);
        if (array) {
            metadata.putArray("shape").add(4).add(4);
            metadata.putArray("chunks").add(2).add(2);
            metadata.put("dtype", "<u2").put("order", "C").put("fill_value", 0).put("dimension_separator", ".");
            metadata.putNull("compressor").putNull("filters");
        }
        return metadata;
    }

    private ObjectNode metadata3(boolean array) {
        ObjectNode metadata = JSON.createObjectNode().put("zarr_format", 3).put("node_type", array ? "array" : "group");
        metadata.set("attributes", attributes(array));
        if (array) {
            metadata.putArray("shape").add(4).add(4);
            metadata.put("data_type", "uint16").put("fill_value", 0);
            metadata.putObject("chunk_grid")
                    .put("name", "regular")
                    .putObject("configuration")
                    .putArray("chunk_shape")
                    .add(2)
                    .add(2);
            metadata.putObject("chunk_key_encoding")
                    .put("name", "default")
                    .putObject("configuration")
                    .put("separator", "/");
            metadata.putArray("codecs")
                    .addObject()
                    .put("name", "bytes")
                    .putObject("configuration")
                    .put("endian", "little");
        }
        return metadata;
    }

    private ObjectNode attributes(boolean array) {
        ObjectNode attributes =
                JSON.valueToTree(array ? Map.of("units", "1", "scale", 0.5) : Map.of("title", "a sample"));
        if (this == GEOZARR && !array) {
            attributes.putObject("multiscales").putObject("tile_matrix_set").put("id", "native");
        }
        return attributes;
    }

    private void chunks(Path array) {
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 2; column++) {
                String name = format == 2 ? row + "." + column : "c/" + row + "/" + column;
                write(array.resolve(name), new byte[] {1, 0, 2, 0, 3, 0, 4, (byte) column});
            }
        }
    }

    private static String key(String path, String document) {
        return path.isEmpty() ? document : path + "/" + document;
    }

    private static void write(Path file, ObjectNode json) {
        write(file, json.toPrettyString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
