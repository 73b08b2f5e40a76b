package dev.caravan.stage.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of a proven directory that become objects. */
final class PublishedFiles {

    private PublishedFiles() {}

    /**
     * A file.
     *
     * @param name below the directory, with `/` between names
     * @param size in bytes
     */
    record Named(Path path, String name, long size) {}

    /** In the order of their names. Hidden files are ours, and stay. */
    static List<Named> below(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        List<Named> named = new ArrayList<>();
        for (Path file : files) {
            String name = relative(directory, file);
            if (!name.startsWith(".") && !name.contains("/.")) {
                named.add(new Named(file, name, Files.size(file)));
            }
        }
        named.sort(Comparator.comparing(Named::name));
        return named;
    }

    private static String relative(Path directory, Path file) {
        return directory
                .relativize(file)
                .toString()
                .replace(file.getFileSystem().getSeparator(), "/");
    }
}
