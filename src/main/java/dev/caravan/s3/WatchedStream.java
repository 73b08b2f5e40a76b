package dev.caravan.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream whose reader or source is watched: it says before and after each read whose turn it is. */
abstract class WatchedStream extends FilterInputStream {

    WatchedStream(InputStream in) {
        super(in);
    }

    abstract void before();

    /** @param count of bytes that were read; -1 at the end */
    abstract void after(int count);

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        before();
        int count = in.read(bytes, offset, length);
        after(count);
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
