package dev.caravan.stage.scan;

import dev.caravan.dataset.Roster;
import dev.caravan.dataset.SourceFile;
import java.util.List;

/**
 * What was found in one source, as much as is asked for in one round trip: files, or datasets of many files.
 *
 * @param source where they were found
 */
record Batch(Source source, List<SourceFile> files, List<Roster> rosters) {
    /** Files in a batch; the last dataset of many files may bring more. */
    static final int SIZE = 500;

    static Batch ofFiles(Source source, List<SourceFile> files) {
        return new Batch(source, files, List.of());
    }

    static Batch ofRosters(Source source, List<Roster> rosters) {
        return new Batch(source, List.of(), rosters);
    }
}
