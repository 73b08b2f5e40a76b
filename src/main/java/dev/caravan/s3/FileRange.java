package dev.caravan.s3;

import com.google.common.io.ByteStreams;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Some bytes of a file. */
record FileRange(Path file, long offset, long length) {
    private static final int READ_AHEAD = 1 << 18;

    /** As many bytes as there are, at most {@link #length}. */
    InputStream open() throws IOException {
        FileChannel channel = FileChannel.open(file);
        // The HTTP client takes 4 KiB at a time.
        return ByteStreams.limit(
                new BufferedInputStream(Channels.newInputStream(channel.position(offset)), READ_AHEAD), length);
    }

    /** @param read how many bytes came out of it */
    void requireWhole(long read) throws ChangedFileException {
        if (read != length) {
            throw new ChangedFileException(file, read + " bytes at " + offset + ", expected " + length);
        }
    }

    PartDigest digest(Evidence evidence) throws IOException {
        Digester digester = new Digester(evidence);
        try (InputStream stream = open()) {
            byte[] buffer = new byte[1 << 18];
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                digester.see(buffer, 0, count);
            }
        }
        PartDigest digest = digester.end();
        requireWhole(digest.length());
        return digest;
    }
}
