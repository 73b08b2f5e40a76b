package dev.caravan.las;

import dev.caravan.converter.BadInputException;
import dev.caravan.laz.LaszipRecord;
import java.io.IOException;
import java.nio.file.Path;

/** How many points of a file can really be read. */
public final class PointCount {

    private PointCount() {}

    /**
     * For LAS from the header and the length of the file; for LAZ by decoding all points up to the first that cannot be.
     *
     * @throws BadInputException when the file is no LAS or LAZ file
     */
    public static long readable(Path path) throws IOException {
        return readable(path, () -> {});
    }

    /**
     * The same, and can be ended.
     *
     * @param checkpoint called again and again; what it throws ends the count
     */
    public static long readable(Path path, Runnable checkpoint) throws IOException {
        LasFile file = LasFile.open(path);
        LaszipRecord laszip = file.laszip();
        return laszip == null ? Math.min(file.header().points(), file.capacity()) : decodable(file, laszip, checkpoint);
    }

    private static long decodable(LasFile file, LaszipRecord laszip, Runnable checkpoint) throws IOException {
        if (file.header().points() == 0) {
            return 0;
        }
        long sum = 0;
        try (LazParts parts = LazParts.open(file, laszip)) {
            PointBatch batch = new PointBatch(file.header().recordLength());
            boolean whole = true;
            for (int part = 0; part < parts.count() && whole; part++) {
                LazPointSource source = parts.open(part);
                whole = readsToItsEnd(source, batch, checkpoint);
                sum += source.decoded();
            }
        }
        return sum;
    }

    private static boolean readsToItsEnd(LazPointSource source, PointBatch batch, Runnable checkpoint)
            throws IOException {
        try (source) {
            while (source.read(batch)) {
                checkpoint.run();
            }
            return true;
        } catch (BadInputException e) {
            // The fault is what is looked for: the points before it are the answer.
            return false;
        }
    }
}
