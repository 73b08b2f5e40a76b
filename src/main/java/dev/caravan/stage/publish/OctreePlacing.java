package dev.caravan.stage.publish;

import dev.caravan.dataset.Dataset;
import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.ManifestJson;
import dev.caravan.s3.Access;
import dev.caravan.s3.Layout;
import dev.caravan.s3.TargetSettings;
import dev.caravan.version.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where an octree goes in a target.
 *
 * @param directory of the octree
 * @param key of the directory that it becomes, without the target's prefix
 * @param layout of the target
 * @param version of the dataset, as its manifest has it; null in the plain layout, when there is no manifest
 */
record OctreePlacing(
        Path directory, String key, Layout layout, @Nullable Version version) {
    private static final String NEVER_CHANGES = "max-age=31536000, immutable";

    static OctreePlacing of(Dataset dataset, TargetSettings target) throws IOException {
        Path directory = dataset.requireOctree().directory();
        if (target.layout() == Layout.PLAIN) {
            boolean described = Files.exists(directory.resolve(Manifest.NAME));
            return new OctreePlacing(directory, dataset.key(), Layout.PLAIN, described ? read(directory) : null);
        }
        Version version = read(directory);
        return new OctreePlacing(directory, dataset.key() + "/" + version.name(), Layout.VERSIONED, version);
    }

    /** '' when there is no manifest to name it. */
    String versionName() {
        return version == null ? "" : version.name();
    }

    /** The target, as its objects are sent: those of a version may be kept by readers for ever, unless the target says something else. */
    TargetSettings asSent(TargetSettings target) {
        if (layout == Layout.PLAIN || !target.cacheControl().isEmpty()) {
            return target;
        }
        String readers = target.access() == Access.PRIVATE ? "private" : "public";
        return target.withCacheControl(readers + ", " + NEVER_CHANGES);
    }

    /** Whether the octree is still there that was there at first: a newer conversion takes its place. */
    boolean isUnchanged() throws IOException {
        return version == null || read(directory).equals(version);
    }

    private static Version read(Path directory) throws IOException {
        Path file = directory.resolve(Manifest.NAME);
        byte[] text = Files.readAllBytes(file);
        return new Version(ManifestJson.read(text, file.toString()), text.length);
    }
}
