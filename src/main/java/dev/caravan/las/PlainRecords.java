package dev.caravan.las;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Records as they are. */
final class PlainRecords implements RecordOutput {
    private static final int BUFFER = 1 << 20;

    private final FileChannel channel;
    private final int recordLength;
    private final ByteBuffer buffer;

    PlainRecords(FileChannel channel, int recordLength) {
        this.channel = channel;
        this.recordLength = recordLength;
        buffer = ByteBuffer.allocate(Math.max(BUFFER, recordLength));
    }

    @Override
    public void write(byte[] records, int at) throws IOException {
        if (buffer.remaining() < recordLength) {
            finish();
        }
        buffer.put(records, at, recordLength);
    }

    @Override
    public void finish() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
