package dev.caravan.las;

import dev.caravan.laz.LaszipRecord;
import java.io.IOException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** Where the records of a file go, from a channel's position on. */
interface RecordOutput {

    /** Adds the record that begins at {@code at}. */
    void write(byte[] records, int at) throws IOException;

    /** To be called after the last record; it leaves the channel's position behind what was written. */
    void finish() throws IOException;

    /** @param laszip how the records are to be compressed; null when they are not */
    static RecordOutput open(FileChannel channel, int recordLength, @Nullable LaszipRecord laszip) throws IOException {
        return laszip == null ? new PlainRecords(channel, recordLength) : new CompressedRecords(channel, laszip);
    }
}
