package dev.caravan.las;

import dev.caravan.laz.LaszipRecord;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Writes a file anew, its points compressed or as they are, and all else carried over. */
public final class Recompression {

    private Recompression() {}

    /**
     * @param target made, or overwritten
     * @param compressed LAZ, or else LAS
     * @param progress told now and then how many points have been written
     * @return what was not carried over, one sentence each
     * @throws dev.caravan.converter.BadInputException when a point cannot be read
     */
    public static List<String> write(LasFile source, Path target, boolean compressed, LongConsumer progress)
            throws IOException {
        LasHeader header = source.header();
        LaszipRecord laszip = compressed ? LaszipRecord.of(LazItems.of(header.format(), header.recordLength())) : null;
        try (FileChannel channel = FileChannel.open(
                        target,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                LasEnvelope envelope = LasEnvelope.open(source)) {
            List<String> warnings = new ArrayList<>(envelope.warnings());
            EnvelopeCopy copy = new EnvelopeCopy(envelope, channel, laszip);
            copy.writeBefore();
            warnings.addAll(writePoints(source, channel, laszip, progress));
            copy.writeBehind();
            // The source may be deleted in favour of what was written: it must be on the disk.
            channel.force(true);
            return warnings;
        }
    }

    private static List<String> writePoints(
            LasFile source, FileChannel channel, @Nullable LaszipRecord laszip, LongConsumer progress)
            throws IOException {
        PointBatch batch = new PointBatch(source.header().recordLength());
        RecordOutput records = RecordOutput.open(channel, batch.recordLength(), laszip);
        long written = 0;
        try (PointSource points = source.points()) {
            while (points.read(batch)) {
                for (int i = 0; i < batch.count(); i++) {
                    records.write(batch.bytes(), i * batch.recordLength());
                }
                written += batch.count();
                progress.accept(written);
            }
            records.finish();
            return points.warnings();
        }
    }
}
