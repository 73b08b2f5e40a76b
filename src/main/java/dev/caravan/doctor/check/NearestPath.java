package dev.caravan.doctor.check;

import java.nio.file.Files;
import java.nio.file.Path;

/** What is there of a path that may not be there yet. */
final class NearestPath {

    private NearestPath() {}

    /** The path itself, or the nearest above it that is there. */
    static Path of(Path path) {
        Path there = path;
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there;
    }
}
