package dev.caravan.las;

import dev.caravan.converter.BadInputException;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The points of one file, streamed once from first to last as records of its point format. */
public interface PointSource extends Closeable {

    /**
     * Fills the batch with the next records.
     *
     * @return false when there are none left; the batch is then empty
     * @throws BadInputException when a point that the header promises is not there or cannot be read
     */
    boolean read(PointBatch batch) throws IOException;

    /** What is to be said after the last point. */
    List<String> warnings();
}
