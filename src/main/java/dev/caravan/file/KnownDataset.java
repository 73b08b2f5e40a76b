package dev.caravan.file;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Unit;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A dataset that has a record, as the look for deleted ones wants it.
 *
 * @param unit what it is in its source
 * @param path of its file, directory or manifest, as the record has it
 * @param key of the record of a dataset of many files; '' for one file, whose record goes by its path
 * @param files how many it has
 * @param marked whether it is known that it was deleted
 * @param member any one of the files of a directory; null for another unit, or where none is known
 */
public record KnownDataset(
        Unit unit,
        String path,
        String key,
        int files,
        boolean marked,
        @Nullable String member) {

    static KnownDataset ofFile(String path, boolean marked) {
        return new KnownDataset(Unit.FILE, path, "", 1, marked, null);
    }

    /** Empty for a record with a path that this system cannot have. */
    public Optional<Path> place() {
        return place(path);
    }

    static Optional<Path> place(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The Redis key of the record that tells of it. */
    String recordKey() {
        return key.isEmpty() ? "file:" + path : Dataset.recordKey(key);
    }
}
