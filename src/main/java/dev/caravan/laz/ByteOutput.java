package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/** Bytes that are collected in memory until their number is known. */
final class ByteOutput {
    private byte[] bytes;
    private int size;

    ByteOutput(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    void write(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = (byte) value;
    }

    void write(byte[] source, int at, int length) {
        reserve(length);
        System.arraycopy(source, at, bytes, size, length);
        size += length;
    }

    void write(ByteOutput other) {
        write(other.bytes, 0, other.size);
    }

    void writeInt(int value) {
        reserve(4);
        LittleEndian.putInt(bytes, size, value);
        size += 4;
    }

    private void reserve(int length) {
        if (bytes.length - size < length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + length));
        }
    }

    /** Adds one to the number whose last digit is the last byte. */
    void carry() {
        int at = size - 1;
        while (bytes[at] == (byte) 0xFF) {
            bytes[at--] = 0;
        }
        bytes[at]++;
    }

    /** Moves what has been collected to the channel, and is empty again. */
    void drainTo(WritableByteChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, size);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        size = 0;
    }
}
