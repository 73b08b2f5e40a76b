package dev.caravan.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Whether something is at a path. */
enum Presence {
    THERE,
    /** The directory above can be looked at, or is gone as well, and it is not in it. */
    GONE,
    /** It cannot be looked at: a permission, a fault of the disk, a link on the way that leads to nothing. */
    UNKNOWN;

    static Presence of(Path path) {
        try {
            // A link that leads to nothing is there: what it leads to may be on a share that is not mounted.
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return THERE;
        } catch (NoSuchFileException e) {
            return ofParent(path.getParent());
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static Presence ofParent(@Nullable Path parent) {
        if (parent == null || Files.isDirectory(parent)) {
            return GONE;
        }
        return of(parent) == GONE ? GONE : UNKNOWN;
    }
}
