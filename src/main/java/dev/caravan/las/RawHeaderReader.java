package dev.caravan.las;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.caravan.las.raw.RawHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads the header of a file that may be none. */
final class RawHeaderReader {

    private RawHeaderReader() {}

    static RawHeader read(Path path, FileChannel channel) throws IOException {
        byte[] bytes = firstBytes(channel);
        String signature = new String(bytes, 0, Math.min(4, bytes.length), ISO_8859_1);
        if (!signature.equals(RawHeader.SIGNATURE)) {
            throw Fault.field(path, 0, "file signature", describe(bytes), "'LASF': this is no LAS or LAZ file");
        }
        if (bytes.length < RawHeader.SIZE_1_2) {
            throw Fault.file(
                    path, "the file has " + bytes.length + " bytes, a LAS header has at least " + RawHeader.SIZE_1_2);
        }
        return RawHeader.fromBytes(bytes);
    }

    private static byte[] firstBytes(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(channel.size(), RawHeader.SIZE_1_4));
        while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) >= 0) {}
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static String describe(byte[] bytes) {
        if (bytes.length == 0) {
            return "missing (the file is empty)";
        }
        StringBuilder text = new StringBuilder("bytes");
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            text.append(String.format(" %02x", bytes[i]));
        }
        return text.toString();
    }
}
