package dev.caravan.api.history;

import dev.caravan.history.HistoryJson;
import dev.caravan.history.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Objects;
import org.springframework.dao.DataAccessException;

/** Operations as JSON, one a line, made while they are read. Where Redis is lost, it breaks off with an error, so that nobody takes it for the end. */
final class OperationLines extends InputStream {
    private final Iterator<Operation> operations;
    private byte[] line = {};
    private int taken;

    OperationLines(Iterator<Operation> operations) {
        this.operations = operations;
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? line[taken++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, line.length - taken);
        System.arraycopy(line, taken, bytes, offset, count);
        taken += count;
        return count;
    }

    private boolean hasMore() throws IOException {
        try {
            if (taken == line.length && operations.hasNext()) {
                line = (HistoryJson.line(operations.next()) + "\n").getBytes(StandardCharsets.UTF_8);
                taken = 0;
            }
        } catch (DataAccessException e) {
            throw new IOException("Redis was lost while the history was sent", e);
        }
        return taken < line.length;
    }
}
