package dev.caravan.file;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some files, in the order of their paths.
 *
 * @param next path after which the next page begins; null at the end. A page may have fewer files than asked for, even none, and
 *     yet not be the last: as many were looked at as one call may.
 */
public record FilePage(List<FileEntry> items, @Nullable String next) {

    public FilePage {
        items = List.copyOf(items);
    }
}
