package dev.caravan.las;

import dev.caravan.converter.BadInputException;
import dev.caravan.laz.LaszipRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** How many points of a file can really be read. */
public final class PointCount {

    private PointCount() {}

    /**
     * For LAS from the header and the length of the file; for LAZ by decoding all points up to the first that cannot be.
     *
     * @throws BadInputException when the file is no LAS or LAZ file
     */
    public static long readable(Path path) throws IOException {
        return readable(LasFile.open(path), counted -> {});
    }

    /**
     * The same of a file that is open.
     *
     * @param progress told how many points have been counted, again and again; what it throws ends the count
     */
    public static long readable(LasFile file, LongConsumer progress) throws IOException {
        LaszipRecord laszip = file.laszip();
        return laszip == null ? Math.min(file.header().points(), file.capacity()) : decodable(file, laszip, progress);
    }

    private static long decodable(LasFile file, LaszipRecord laszip, LongConsumer progress) throws IOException {
        if (file.header().points() == 0) {
            return 0;
        }
        long sum = 0;
        try (LazParts parts = LazParts.open(file, laszip)) {
            PointBatch batch = new PointBatch(file.header().recordLength());
            boolean whole = true;
            for (int part = 0; part < parts.count() && whole; part++) {
                LazPointSource source = parts.open(part);
                long before = sum;
                whole = readsToItsEnd(source, batch, () -> progress.accept(before + source.decoded()));
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
