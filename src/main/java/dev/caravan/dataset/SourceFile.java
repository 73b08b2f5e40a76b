package dev.caravan.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * One version of one file of a dataset, as the scan saw it.
 *
 * @param path absolute path
 * @param size length in bytes
 * @param modified modification time, with the precision of the file system
 */
public record SourceFile(Path path, long size, Instant modified) {

    /** The file as it is now. */
    public static SourceFile read(Path path) throws IOException {
        return of(path, Files.readAttributes(path, BasicFileAttributes.class));
    }

    public static SourceFile of(Path path, BasicFileAttributes attributes) {
        return new SourceFile(
                path, attributes.size(), attributes.lastModifiedTime().toInstant());
    }

    /** The Redis key of this file's record (row S0.2). */
    public String recordKey() {
        return "file:" + path;
    }
}
