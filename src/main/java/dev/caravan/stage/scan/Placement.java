package dev.caravan.stage.scan;

import dev.caravan.dataset.Dataset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the source directories and their rules say about a path.
 *
 * @param sentence why, without a full stop
 * @param found what a scan would find there; null unless it takes the file
 */
public record Placement(
        Kind kind, String sentence, @Nullable Dataset found) {

    /** What a scan makes of the path. */
    public enum Kind {
        /** It lies in no source directory; the disk was not looked at. */
        OUTSIDE,
        /** There is nothing. */
        MISSING,
        DIRECTORY,
        /** A rule leaves it. */
        IGNORED,
        /** It cannot be looked at. */
        UNREADABLE,
        TAKEN
    }

    static Placement of(Kind kind, String sentence) {
        return new Placement(kind, sentence, null);
    }

    /** The dataset of a file that is taken. */
    public Dataset dataset() {
        return Objects.requireNonNull(found, "the file is not taken");
    }
}
