package dev.caravan.stage.publish;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Octree;
import dev.caravan.dataset.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

/** Directories that look like proven octrees. */
final class AnOctree {
    private final Path directory;
    private final String key;

    private AnOctree(Path directory, String key) {
        this.directory = directory;
        this.key = key;
    }

    static AnOctree in(Path temp, String key) {
        try {
            AnOctree octree = new AnOctree(Files.createTempDirectory(temp, "octree"), key);
            return octree.with("metadata.json", "{\"version\": \"2.0\"}")
                    .with("hierarchy.bin", "hierarchy")
                    .with("octree.bin", "0123456789");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that is there already. */
    static AnOctree at(Path directory, String key) {
        return new AnOctree(directory, key);
    }

    AnOctree with(String file, String content) {
        return with(file, content.getBytes());
    }

    AnOctree with(String file, byte[] content) {
        try {
            Files.createDirectories(directory.resolve(file).getParent());
            Files.write(directory.resolve(file), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    AnOctree without(String file) {
        try {
            Files.delete(directory.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes that do not repeat, the same for the same seed. */
    static byte[] bytes(int count, long seed) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    Dataset dataset() {
        SourceFile source = new SourceFile(Path.of("/in/" + key.hashCode() + ".las"), 10, Instant.EPOCH);
        return Dataset.found(key, Path.of("/in"), source).with(new Octree(directory, 10L, 10L, Instant.EPOCH, null));
    }
}
