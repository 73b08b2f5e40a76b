package dev.caravan.s3;

import dev.caravan.s3.limit.PartBuffer;
import java.io.IOException;
import java.io.InputStream;

/** Bytes that are in memory, so that the disk is read once, whatever happens on the way. */
final class BufferedContent implements PartContent {
    private final PartBuffer buffer;
    private final PartDigest digest;

    private BufferedContent(PartBuffer buffer, PartDigest digest) {
        this.buffer = buffer;
        this.digest = digest;
    }

    /** @throws ChangedFileException when the file has fewer bytes there */
    static BufferedContent read(FileRange range, PartBuffer buffer, Evidence evidence) throws IOException {
        Digester digester = new Digester(evidence);
        try (InputStream content = range.open()) {
            range.requireWhole(buffer.fill(content, range.length(), digester));
        }
        return new BufferedContent(buffer, digester.end());
    }

    /** @param digest of what the buffer was filled with */
    static BufferedContent of(PartBuffer buffer, PartDigest digest) {
        return new BufferedContent(buffer, digest);
    }

    @Override
    public long length() {
        return buffer.length();
    }

    @Override
    public InputStream open() {
        return buffer.stream();
    }

    @Override
    public PartDigest before() {
        return digest;
    }

    @Override
    public PartDigest after() {
        return digest;
    }
}
