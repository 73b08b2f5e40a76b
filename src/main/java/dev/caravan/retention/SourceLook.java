package dev.caravan.retention;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/**
 * What came of one look through a source directory for what was deleted from it. A dataset of many files counts as so many.
 *
 * @param source absolute path of the directory
 * @param known files that have a record and were not marked as deleted before
 * @param gone those of them that are not there
 * @param marked those of these that are marked as deleted now
 * @param busy those of these that are left, because something works on them
 * @param returned files that were marked, and are there again
 * @param unknown files that cannot be looked at
 * @param deleted all that are marked, after this look
 * @param withheld why nothing was marked although something is gone, as a sentence; '' when that is not so
 * @param examples paths of the first that are gone
 */
public record SourceLook(
        String source,
        Instant at,
        long known,
        long gone,
        long marked,
        long busy,
        long returned,
        long unknown,
        long deleted,
        String withheld,
        List<String> examples) {

    public SourceLook {
        examples = List.copyOf(examples);
    }

    /** Whether somebody has to look, and to confirm the loss or to bring the files back. */
    @JsonIgnore
    public boolean isWithheld() {
        return !withheld.isEmpty();
    }

    /** Whether it has changed anything. */
    @JsonIgnore
    public boolean hasNews() {
        return marked > 0 || returned > 0;
    }

    /** One line for people. */
    public String summary() {
        return "'%s': %d of %d known files are gone, %d marked as deleted, %d there again, %d marked in all%s"
                .formatted(source, gone, known, marked, returned, deleted, isWithheld() ? "; " + withheld : "");
    }
}
