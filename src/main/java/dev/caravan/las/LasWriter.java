package dev.caravan.las;

import java.io.IOException;
import java.nio.file.Path;

/** Writes LAS. */
public final class LasWriter extends PointWriter {

    public LasWriter(Path path, Layout layout) throws IOException {
        super(path, layout, null);
    }
}
