package dev.caravan.cli;

import dev.caravan.converter.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The files that arguments stand for: a directory stands for the LAS and LAZ files in it, in the order of their names. */
final class InputFiles {

    private InputFiles() {}

    static List<Path> of(List<Path> arguments) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path argument : arguments) {
            if (Files.isDirectory(argument)) {
                files.addAll(in(argument));
            } else {
                files.add(argument);
            }
        }
        return files;
    }

    private static List<Path> in(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> files = entries.filter(Files::isRegularFile)
                    .filter(InputFiles::hasSuffix)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new BadInputException(directory + ": there is no .las or .laz file in this directory");
            }
            return files;
        }
    }

    private static boolean hasSuffix(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".las") || name.endsWith(".laz");
    }
}
