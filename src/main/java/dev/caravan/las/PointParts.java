package dev.caravan.las;

import dev.caravan.converter.BadInputException;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * A file's points in parts that can be read independently of each other, by several threads. Each part of a compressed
 * file begins where decoding can begin; parts of an uncompressed one are of one size.
 */
public interface PointParts extends Closeable {

    int count();

    /** Points of a part, maybe none; those of all parts together are the points of the header. */
    long points(int part);

    /**
     * Opens a part for one thread; other parts, or the same again, may be open at the same time.
     *
     * @throws BadInputException when the part cannot begin where it should
     */
    PointSource open(int part) throws IOException;

    /** What is to be said after the last point of all parts has been read. */
    List<String> warnings();

    /** To be called after all sources have been closed. */
    @Override
    void close() throws IOException;
}
