package dev.caravan.las.raw;

import dev.caravan.binary.LittleEndian;
import java.util.Arrays;

/**
 * The public header block, its fields in the order of the specification (LAS 1.4 R15, table 3). Fields that a version
 * does not have are zero.
 *
 * @param projectId the GUID's 16 bytes
 * @param pointFormat as stored; LAZ writers set its top bits
 * @param legacyPointCount 32 bits, the only count before LAS 1.4
 * @param waveformStart byte offset, from LAS 1.3 on
 * @param evlrStart byte offset of the first extended VLR, from LAS 1.4 on
 */
public record RawHeader(
        int fileSourceId,
        int globalEncoding,
        byte[] projectId,
        int versionMajor,
        int versionMinor,
        String systemIdentifier,
        String generatingSoftware,
        int creationDay,
        int creationYear,
        int headerSize,
        long pointDataOffset,
        long vlrCount,
        int pointFormat,
        int recordLength,
        long legacyPointCount,
        long[] legacyPointsByReturn,
        Vector scale,
        Vector offset,
        Vector max,
        Vector min,
        long waveformStart,
        long evlrStart,
        long evlrCount,
        long pointCount,
        long[] pointsByReturn) {

    public static final String SIGNATURE = "LASF";
    /** Size of the header up to LAS 1.2, which all versions begin with. */
    public static final int SIZE_1_2 = 227;

    public static final int SIZE_1_3 = 235;
    public static final int SIZE_1_4 = 375;

    /** Size of the fields that a version is known to have. */
    public static int size(int minor) {
        return minor >= 4 ? SIZE_1_4 : minor == 3 ? SIZE_1_3 : SIZE_1_2;
    }

    /** @param bytes the header; fields beyond its end are taken as zero */
    public static RawHeader fromBytes(byte[] bytes) {
        byte[] all = Arrays.copyOf(bytes, SIZE_1_4);
        int minor = all[25] & 0xFF;
        if (minor < 4) {
            Arrays.fill(all, size(minor), SIZE_1_4, (byte) 0);
        }
        return new RawHeader(
                LittleEndian.unsignedShort(all, 4),
                LittleEndian.unsignedShort(all, 6),
                Arrays.copyOfRange(all, 8, 24),
                all[24] & 0xFF,
                minor,
                Text.read(all, 26, 32),
                Text.read(all, 58, 32),
                LittleEndian.unsignedShort(all, 90),
                LittleEndian.unsignedShort(all, 92),
                LittleEndian.unsignedShort(all, 94),
                LittleEndian.unsignedInt(all, 96),
                LittleEndian.unsignedInt(all, 100),
                all[104] & 0xFF,
                LittleEndian.unsignedShort(all, 105),
                LittleEndian.unsignedInt(all, 107),
                counts32(all),
                Vector.read(all, 131),
                Vector.read(all, 155),
                Vector.read(all, 179, 16),
                Vector.read(all, 187, 16),
                LittleEndian.signedLong(all, 227),
                LittleEndian.signedLong(all, 235),
                LittleEndian.unsignedInt(all, 243),
                LittleEndian.signedLong(all, 247),
                counts64(all));
    }

    private static long[] counts32(byte[] bytes) {
        long[] counts = new long[5];
        for (int i = 0; i < 5; i++) {
            counts[i] = LittleEndian.unsignedInt(bytes, 111 + 4 * i);
        }
        return counts;
    }

    private static long[] counts64(byte[] bytes) {
        long[] counts = new long[15];
        for (int i = 0; i < 15; i++) {
            counts[i] = LittleEndian.signedLong(bytes, 255 + 8 * i);
        }
        return counts;
    }

    /** The header in {@link #headerSize()} bytes. */
    public byte[] toBytes() {
        byte[] all = new byte[Math.max(SIZE_1_4, headerSize)];
        Text.write(SIGNATURE, all, 0, 4);
        LittleEndian.putShort(all, 4, fileSourceId);
        LittleEndian.putShort(all, 6, globalEncoding);
        System.arraycopy(projectId, 0, all, 8, 16);
        all[24] = (byte) versionMajor;
        all[25] = (byte) versionMinor;
        Text.write(systemIdentifier, all, 26, 32);
        Text.write(generatingSoftware, all, 58, 32);
        LittleEndian.putShort(all, 90, creationDay);
        LittleEndian.putShort(all, 92, creationYear);
        LittleEndian.putShort(all, 94, headerSize);
        LittleEndian.putInt(all, 96, (int) pointDataOffset);
        LittleEndian.putInt(all, 100, (int) vlrCount);
        all[104] = (byte) pointFormat;
        LittleEndian.putShort(all, 105, recordLength);
        LittleEndian.putInt(all, 107, (int) legacyPointCount);
        for (int i = 0; i < 5; i++) {
            LittleEndian.putInt(all, 111 + 4 * i, (int) legacyPointsByReturn[i]);
        }
        scale.write(all, 131, 8);
        offset.write(all, 155, 8);
        max.write(all, 179, 16);
        min.write(all, 187, 16);
        LittleEndian.putLong(all, 227, waveformStart);
        LittleEndian.putLong(all, 235, evlrStart);
        LittleEndian.putInt(all, 243, (int) evlrCount);
        LittleEndian.putLong(all, 247, pointCount);
        for (int i = 0; i < 15; i++) {
            LittleEndian.putLong(all, 255 + 8 * i, pointsByReturn[i]);
        }
        return Arrays.copyOf(all, headerSize);
    }
}
