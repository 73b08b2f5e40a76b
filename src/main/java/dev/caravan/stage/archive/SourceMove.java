package dev.caravan.stage.archive;

import dev.caravan.archive.ArchiveListing;
import dev.caravan.archive.ListedCopy;
import dev.caravan.workspace.Trees;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Moves a file or directory in place of something empty: by a rename, or to another file system by a copy that is written through, compared
 * with the hashes of the listing, and renamed to its place before the source is removed.
 *
 * @param source is gone afterwards
 * @param place is empty, and of the same kind
 */
record SourceMove(Path source, Path place, ArchiveListing listing) {

    void run() throws IOException {
        try {
            Files.move(source, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            copy();
        } catch (IOException e) {
            // The reservation would make the next attempt take another name.
            Files.deleteIfExists(place);
            throw e;
        }
    }

    private void copy() throws IOException {
        Path copy = place.resolveSibling("." + place.getFileName() + ".moving");
        try {
            Trees.delete(copy);
            new ListedCopy(listing).to(source, copy);
            Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Trees.delete(copy);
            Files.deleteIfExists(place);
            throw e;
        }
        discard(source);
    }

    /** It vanishes at once, whatever happens while its files are deleted: a scan takes no hidden names. */
    static void discard(Path source) throws IOException {
        Path hidden = leftover(source);
        Files.move(source, hidden, StandardCopyOption.ATOMIC_MOVE);
        Trees.delete(hidden);
    }

    static Path leftover(Path source) {
        return source.resolveSibling("." + source.getFileName() + ".archived");
    }
}
