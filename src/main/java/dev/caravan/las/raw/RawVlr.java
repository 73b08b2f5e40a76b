package dev.caravan.las.raw;

import dev.caravan.binary.LittleEndian;
import java.util.Arrays;

/**
 * A variable length record, or an extended one (LAS 1.4 R15, tables 12 and 14): fields in the specification's order.
 *
 * @param data what follows the record's header
 */
public record RawVlr(int reserved, String userId, int recordId, String description, byte[] data) {
    public static final int HEADER_SIZE = 54;
    public static final int EXTENDED_HEADER_SIZE = 60;

    /** @param header {@link #HEADER_SIZE} or {@link #EXTENDED_HEADER_SIZE} bytes */
    static RawVlr of(byte[] header, byte[] data) {
        return new RawVlr(
                LittleEndian.unsignedShort(header, 0),
                Text.read(header, 2, 16),
                LittleEndian.unsignedShort(header, 18),
                Text.read(header, header.length - 32, 32),
                data);
    }

    public boolean is(String user, int record) {
        return recordId == record && userId.equals(user);
    }

    public byte[] toBytes() {
        byte[] bytes = Arrays.copyOf(header(HEADER_SIZE), HEADER_SIZE + data.length);
        LittleEndian.putShort(bytes, 20, data.length);
        System.arraycopy(data, 0, bytes, HEADER_SIZE, data.length);
        return bytes;
    }

    /** The record with the 64-bit length of an extended one. */
    public byte[] toExtendedBytes() {
        byte[] bytes = Arrays.copyOf(header(EXTENDED_HEADER_SIZE), EXTENDED_HEADER_SIZE + data.length);
        LittleEndian.putLong(bytes, 20, data.length);
        System.arraycopy(data, 0, bytes, EXTENDED_HEADER_SIZE, data.length);
        return bytes;
    }

    private byte[] header(int size) {
        byte[] header = new byte[size];
        LittleEndian.putShort(header, 0, reserved);
        Text.write(userId, header, 2, 16);
        LittleEndian.putShort(header, 18, recordId);
        Text.write(description, header, size - 32, 32);
        return header;
    }
}
