package dev.caravan.api.history;

import dev.caravan.file.DatasetRecord;
import dev.caravan.file.FileStore;
import dev.caravan.file.SourceRecord;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Knows under which path the history of a file stands: of one of many files it is the directory or manifest of its dataset. */
public final class HistoryTargets {
    private final FileStore store;

    public HistoryTargets(FileStore store) {
        this.store = store;
    }

    /** The path itself, where its record is of no such dataset, or cannot be read. */
    String of(String path) {
        return file(path)
                .filter(file -> store.fault(file).isEmpty())
                .flatMap(store::find)
                .map(SourceRecord::dataset)
                .filter(key -> store.datasetFault(key).isEmpty())
                .flatMap(store::dataset)
                .map(DatasetRecord::target)
                .map(Path::toString)
                .orElse(path);
    }

    /** A slash at the end asks for all below a directory, and is no file's. */
    private static Optional<Path> file(String path) {
        try {
            return path.endsWith("/") ? Optional.empty() : Optional.of(Path.of(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
