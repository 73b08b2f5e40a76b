package dev.caravan.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Real files of many producers, which are not part of the project. Tests that want them are skipped where they are not
 * there: they are looked for in `CARAVAN_TEST_DATA` (system property or environment), then in a `shared/data` beside the project.
 */
public final class RealData {

    private RealData() {}

    public static Path directory() {
        String named = System.getProperty("CARAVAN_TEST_DATA", System.getenv("CARAVAN_TEST_DATA"));
        Path directory = named == null ? Path.of("..", "shared", "data") : Path.of(named);
        Assumptions.assumeTrue(
                Files.isDirectory(directory),
                "skipped: no real LAS and LAZ files; name their directory by CARAVAN_TEST_DATA");
        // laszip4j takes what follows the first dot of a path for its ending.
        return directory.toAbsolutePath().normalize();
    }

    /** All files of `good` or `bad`, sorted. */
    public static List<Path> files(String kind) {
        try (Stream<Path> files = Files.list(directory().resolve(kind))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
