package dev.caravan.stage.geozarr;

import dev.caravan.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of a store: all of them, also those whose names begin with a dot, since Zarr 2 names its metadata so. */
final class StoreFiles {
    private StoreFiles() {}

    /**
     * A file.
     *
     * @param name below the store, with `/` between names
     */
    record Named(Path path, String name) {}

    /** In the order of their names, the manifest among them. */
    static List<Named> below(Path store) throws IOException {
        try (Stream<Path> all = Files.walk(store)) {
            return all.filter(Files::isRegularFile)
                    .map(file ->
                            new Named(file, store.relativize(file).toString().replace('\\', '/')))
                    .sorted(Comparator.comparing(Named::name))
                    .toList();
        }
    }

    /** Whether it is metadata of the root, which makes the others visible. */
    static boolean isEntrance(String name) {
        return Manifest.isDoor(name);
    }

    static boolean isManifest(String name) {
        return name.equals(Manifest.NAME);
    }
}
