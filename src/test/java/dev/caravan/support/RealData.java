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

    /**
     * A line of the index.
     *
     * @param claimed points by the header; -1 when unknown
     * @param points that can be read; -1 when none can
     */
    public record Entry(Path file, long claimed, long points) {

        public String name() {
            return file.getFileName().toString();
        }

        /** Whether an octree can be made of all its points. */
        public boolean readable() {
            return points > 0 && points == claimed;
        }

        private static Entry of(String line) {
            String[] columns = line.split("\t", -1);
            return new Entry(directory().resolve(columns[0]), number(columns[5]), number(columns[6]));
        }

        private static long number(String column) {
            return column.equals("-") ? -1 : Long.parseLong(column);
        }
    }

    /** All files, with what is known of them. */
    public static List<Entry> index() {
        try (Stream<String> lines = Files.lines(directory().resolve("INDEX.tsv"))) {
            return lines.skip(1).map(Entry::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
