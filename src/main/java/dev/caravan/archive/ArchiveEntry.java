package dev.caravan.archive;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file, directory or symbolic link that is archived.
 *
 * @param name in the archive, with `/` between names, relative, without a slash at the end; its first name is that of the source
 * @param path absolute
 * @param mode permissions, 0 to 0777
 * @param size in bytes; 0 of what is no file
 * @param modified modification time, with the precision of the file system
 * @param sha256 of a file's content, lower-case hex; null before it was read, and of what is no file
 * @param link what a symbolic link says; null of what is none
 */
public record ArchiveEntry(
        String name,
        Path path,
        Kind kind,
        int mode,
        long size,
        Instant modified,
        @Nullable String sha256,
        @Nullable String link) {

    /** What an archive can hold. */
    public enum Kind {
        FILE,
        DIRECTORY,
        LINK
    }

    ArchiveEntry hashed(String newSha256) {
        return new ArchiveEntry(name, path, kind, mode, size, modified, newSha256, link);
    }

    boolean isFile() {
        return kind == Kind.FILE;
    }

    /** Name and content as in the output of {@code sha256sum}, with its line break. */
    String checksumLine() {
        return sha256 + "  " + name + "\n";
    }
}
