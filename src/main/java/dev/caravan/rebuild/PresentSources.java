package dev.caravan.rebuild;

import dev.caravan.dataset.Labels;
import dev.caravan.dataset.SourceFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sources of a published dataset as they lie on disk now.
 *
 * @param files the versions that were published; of those that were only touched, with the new time
 * @param manifest the list that names them, where one does and is there; else null
 * @param fingerprint of that version of many files; '' of one
 * @param reason why they are not the same, as a clause; '' when they are
 * @param completed where they were moved to when they had been archived; null when they were not
 */
record PresentSources(
        State state,
        List<SourceFile> files,
        @Nullable SourceFile manifest,
        String fingerprint,
        Labels labels,
        String reason,
        @Nullable Path completed) {

    enum State {
        /** What is published was made of what is there. */
        SAME,
        /** Something was changed since; the next scan takes it. */
        CHANGED,
        GONE,
        /** It was archived, and lies in the completed directory. */
        MOVED,
        /** The source directories, as they are configured now, do not take it. */
        LEFT
    }
}
