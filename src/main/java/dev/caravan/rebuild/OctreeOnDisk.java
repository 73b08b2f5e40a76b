package dev.caravan.rebuild;

import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.ManifestException;
import dev.caravan.manifest.ManifestJson;
import dev.caravan.stage.verify.Octrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An octree of which the same is published.
 *
 * @param job that has made it
 */
record OctreeOnDisk(Path directory, String job) {

    /**
     * The octree of this very manifest: the same manifest lies beside it, all objects have its sizes, and it knows its job. Their
     * content is looked at when it is published the next time.
     */
    static Optional<OctreeOnDisk> of(Octrees octrees, Manifest manifest) throws IOException {
        Path directory = octrees.place(manifest.dataset());
        Path file = directory.resolve(Manifest.NAME);
        if (!Files.isRegularFile(file) || !sizesAreRight(directory, manifest)) {
            return Optional.empty();
        }
        try {
            String job = Octrees.maker(directory);
            return ManifestJson.read(Files.readAllBytes(file), file.toString()).equals(manifest) && !job.isEmpty()
                    ? Optional.of(new OctreeOnDisk(directory, job))
                    : Optional.empty();
        } catch (ManifestException e) {
            return Optional.empty();
        }
    }

    private static boolean sizesAreRight(Path directory, Manifest manifest) throws IOException {
        for (Manifest.PublishedObject object : manifest.objects()) {
            Path file = directory.resolve(object.name()).normalize();
            if (!file.startsWith(directory) || !Files.isRegularFile(file) || Files.size(file) != object.size()) {
                return false;
            }
        }
        return true;
    }
}
