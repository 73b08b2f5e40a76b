package dev.caravan.stage.scan;

import dev.caravan.setting.Glob;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that says that a dataset of many files is complete.
 *
 * @param pattern its name, or a pattern of it; empty when none is asked for
 */
record DoneFile(String pattern, Glob names) {

    static DoneFile of(String pattern) {
        return new DoneFile(pattern, Glob.of(pattern));
    }

    boolean isAskedFor() {
        return !pattern.isEmpty();
    }

    /** Whether this is such a file, and therefore no input. */
    boolean is(Path file) {
        return isAskedFor() && names.matches(String.valueOf(file.getFileName()));
    }

    boolean liesIn(Path directory) throws IOException {
        if (Files.isRegularFile(directory.resolve(pattern))) {
            return true;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, this::is)) {
            return files.iterator().hasNext();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
