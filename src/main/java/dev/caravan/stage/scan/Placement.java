package dev.caravan.stage.scan;

import dev.caravan.dataset.Dataset;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the source directories and their rules say about a path.
 *
 * @param sentence why, without a full stop
 * @param found what a scan would find there; null unless it takes the file as a dataset of its own
 * @param many the dataset of many files that the path is, or is a part of; null when there is none
 */
public record Placement(
        Kind kind,
        String sentence,
        @Nullable Dataset found,
        @Nullable Many many) {

    /**
     * Where a dataset of many files is.
     *
     * @param target its directory or manifest, absolute
     */
    public record Many(String key, Path target) {}

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
        /** Of a dataset of many files: one of them, or the manifest that names them. */
        MEMBER,
        TAKEN
    }

    static Placement of(Kind kind, String sentence) {
        return new Placement(kind, sentence, null, null);
    }

    static Placement taken(Dataset dataset) {
        return new Placement(Kind.TAKEN, "", dataset, null);
    }

    Placement of(String key, Path target) {
        return new Placement(kind, sentence, found, new Many(key, target));
    }

    /** The dataset of a file that is taken. */
    public Dataset dataset() {
        return Objects.requireNonNull(found, "the file is not taken");
    }
}
