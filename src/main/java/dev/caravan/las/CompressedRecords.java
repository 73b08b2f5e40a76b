package dev.caravan.las;

import dev.caravan.laz.LaszipRecord;
import dev.caravan.laz.LazPointWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;

/** Records as LAZ. */
final class CompressedRecords implements RecordOutput {
    private final LazPointWriter points;

    CompressedRecords(FileChannel channel, LaszipRecord laszip) throws IOException {
        points = new LazPointWriter(channel, laszip);
    }

    @Override
    public void write(byte[] records, int at) throws IOException {
        points.write(records, at);
    }

    @Override
    public void finish() throws IOException {
        points.finish();
    }
}
