package dev.caravan.archive;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts and hashes what is written. */
public final class HashedOutput extends FilterOutputStream {
    private final Sha256 sha256 = new Sha256();
    private long size;

    public HashedOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        sha256.add(bytes, offset, length);
        size += length;
    }

    public long size() {
        return size;
    }

    /** Lower-case hex, of all that was written. Once, at the end. */
    public String sha256() {
        return sha256.hex();
    }
}
