package dev.caravan.version;

import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.Manifest.Producer;
import dev.caravan.manifest.Manifest.PublishedObject;
import dev.caravan.manifest.Manifest.Source;
import dev.caravan.manifest.ManifestJson;
import dev.caravan.manifest.VersionName;
import dev.caravan.s3.ContentTypes;
import dev.caravan.s3.FileDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Directories as conversions leave them, with the manifest that names their version. */
public final class AVersion {
    private AVersion() {}

    /** Writes `caravan.json` into the directory of an octree that was made of `/in/<key>.las`, at this time. */
    public static Manifest in(Path directory, String key, Instant made) {
        try {
            Files.deleteIfExists(directory.resolve(Manifest.NAME));
            String source = "/in/" + key + ".las";
            Manifest manifest = new Manifest(
                    Manifest.FORMAT,
                    key,
                    "octree",
                    VersionName.of(made, directory.toString()),
                    made,
                    "file",
                    source,
                    null,
                    List.of(new Source(source, 10, Instant.EPOCH, "00")),
                    new Producer("test", "1", Map.of()),
                    null,
                    objects(directory));
            Files.write(directory.resolve(Manifest.NAME), ManifestJson.write(manifest));
            return manifest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<PublishedObject> objects(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> object(directory, file))
                    .toList();
        }
    }

    private static PublishedObject object(Path directory, Path file) {
        try {
            FileDigest digest = FileDigest.of(file, read -> {});
            String name = directory.relativize(file).toString();
            String type = new ContentTypes(Map.of()).of(name);
            return new PublishedObject(name, digest.size(), type, digest.sha256(), digest.crc64nvme());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
