package dev.caravan.stage.scan;

import dev.caravan.dataset.SourceFile;
import java.util.List;

/**
 * Files of one source, as many as are asked for in one round trip.
 *
 * @param source where they were found
 */
record Batch(Source source, List<SourceFile> files) {
    static final int SIZE = 500;
}
