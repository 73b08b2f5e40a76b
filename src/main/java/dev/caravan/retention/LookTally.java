package dev.caravan.retention;

import dev.caravan.file.KnownDataset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Counts while a source is looked through. */
final class LookTally {
    private static final int MOST_EXAMPLES = 10;

    private final List<String> examples = new ArrayList<>();
    private long known;
    private long gone;
    private long marked;
    private long busy;
    private long returned;
    private long unknown;
    private long deleted;

    void there(KnownDataset dataset) {
        known += dataset.files();
    }

    void gone(KnownDataset dataset) {
        known += dataset.files();
        gone += dataset.files();
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(dataset.path());
        }
    }

    void unknown(KnownDataset dataset) {
        unknown += dataset.files();
        known += dataset.files();
    }

    void deleted(KnownDataset dataset) {
        deleted += dataset.files();
    }

    void returned(KnownDataset dataset) {
        returned += dataset.files();
    }

    void marked(KnownDataset dataset) {
        marked += dataset.files();
        deleted += dataset.files();
    }

    void busy(KnownDataset dataset) {
        busy += dataset.files();
    }

    boolean anyGone() {
        return gone > 0;
    }

    /** Whether more than so many percent of the known files, and more than ten, are gone. */
    boolean losesMoreThan(int percent) {
        return gone > 10 && 100 * gone > percent * known;
    }

    SourceLook look(String source, Instant at, String withheld) {
        return new SourceLook(source, at, known, gone, marked, busy, returned, unknown, deleted, withheld, examples);
    }
}
