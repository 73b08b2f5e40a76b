package dev.caravan.file;

import org.jspecify.annotations.Nullable;

/**
 * A file that has a record.
 *
 * @param path absolute, as the record's key has it
 * @param status the name of a {@link FileStatus}, or {@link FileFilter#UNKNOWN}
 * @param record null when it cannot be read
 * @param fault why it cannot be read; else null
 */
public record FileEntry(
        String path,
        String status,
        @Nullable SourceRecord record,
        @Nullable String fault) {}
