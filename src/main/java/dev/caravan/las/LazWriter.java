package dev.caravan.las;

import dev.caravan.laz.LaszipRecord;
import java.io.IOException;
import java.nio.file.Path;

/** Writes LAZ: pointwise chunks for point formats 0 to 5, layered ones for 6 to 10. */
public final class LazWriter extends PointWriter {

    public LazWriter(Path path, Layout layout) throws IOException {
        super(path, layout, LaszipRecord.of(LazItems.of(layout.format(), layout.recordLength())));
    }
}
