package dev.caravan.s3;

import com.google.common.io.ByteStreams;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;

/** Some bytes of a file, as often as they are asked for: the SDK reads them again when it repeats a request. */
public final class FileRange implements ContentStreamProvider, AutoCloseable {
    private final Path file;
    private final long offset;
    private final long length;
    private @Nullable InputStream current;

    FileRange(Path file, long offset, long length) {
        this.file = file;
        this.offset = offset;
        this.length = length;
    }

    long length() {
        return length;
    }

    @Override
    public InputStream newStream() {
        try {
            close();
            InputStream stream = open();
            current = stream;
            return stream;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    byte[] md5() throws IOException {
        MessageDigest digest = ObjectDigests.md5();
        long read = 0;
        try (InputStream stream = open()) {
            byte[] buffer = new byte[1 << 16];
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                digest.update(buffer, 0, count);
                read += count;
            }
        }
        if (read != length) {
            throw new EOFException(
                    file + " has changed while it was read: " + read + " bytes at " + offset + ", expected " + length);
        }
        return digest.digest();
    }

    private InputStream open() throws IOException {
        FileChannel channel = FileChannel.open(file);
        return ByteStreams.limit(Channels.newInputStream(channel.position(offset)), length);
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
