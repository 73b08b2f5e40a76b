package dev.caravan.s3;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.zip.Checksum;

/**
 * CRC-64/NVME, S3's own checksum of an object (NVM Express NVM Command Set specification, section 5.2.1.3.4): polynomial
 * 0xAD93D23594C93659 reflected, all bits set at start and inverted at the end. Sixteen bytes a step ("slicing").
 */
final class Crc64Nvme implements Checksum {
    static final long REFLECTED_POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

    private static final int SLICES = 16;
    /** Entry {@code 256 * n + b}: what the byte b does to the state when n bytes come after it. */
    private static final long[] TABLE = table();

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long state = -1;

    @Override
    public void update(int value) {
        state = TABLE[(int) (state ^ value) & 0xFF] ^ (state >>> 8);
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        long crc = state;
        int at = offset;
        int end = offset + length;
        for (int last = end - SLICES; at <= last; at += SLICES) {
            crc = eight(crc ^ (long) LONGS.get(bytes, at), 8) ^ eight((long) LONGS.get(bytes, at + 8), 0);
        }
        for (; at < end; at++) {
            crc = TABLE[(int) (crc ^ bytes[at]) & 0xFF] ^ (crc >>> 8);
        }
        state = crc;
    }

    /** @param after how many bytes come after these eight within the step */
    private static long eight(long bytes, int after) {
        int at = after << 8;
        return TABLE[at + 1792 + ((int) bytes & 0xFF)]
                ^ TABLE[at + 1536 + ((int) (bytes >>> 8) & 0xFF)]
                ^ TABLE[at + 1280 + ((int) (bytes >>> 16) & 0xFF)]
                ^ TABLE[at + 1024 + ((int) (bytes >>> 24) & 0xFF)]
                ^ TABLE[at + 768 + ((int) (bytes >>> 32) & 0xFF)]
                ^ TABLE[at + 512 + ((int) (bytes >>> 40) & 0xFF)]
                ^ TABLE[at + 256 + ((int) (bytes >>> 48) & 0xFF)]
                ^ TABLE[at + (int) (bytes >>> 56)];
    }

    @Override
    public long getValue() {
        return ~state;
    }

    @Override
    public void reset() {
        state = -1;
    }

    private static long[] table() {
        long[] table = new long[SLICES * 256];
        for (int i = 0; i < 256; i++) {
            long crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 1 ? (crc >>> 1) ^ REFLECTED_POLYNOMIAL : crc >>> 1;
            }
            table[i] = crc;
        }
        for (int i = 256; i < table.length; i++) {
            table[i] = (table[i - 256] >>> 8) ^ table[(int) table[i - 256] & 0xFF];
        }
        return table;
    }
}
