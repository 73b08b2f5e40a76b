package dev.caravan.las;

import dev.caravan.binary.LittleEndian;
import java.util.Arrays;

/** Turns points into records of one format and back. */
public final class PointCodec {
    private final PointFormat format;
    private final int recordLength;

    public PointCodec(PointFormat format, int recordLength) {
        this.format = format;
        this.recordLength = recordLength;
    }

    public byte[] encode(LasPoint point) {
        byte[] record = new byte[recordLength];
        LittleEndian.putInt(record, 0, point.x());
        LittleEndian.putInt(record, 4, point.y());
        LittleEndian.putInt(record, 8, point.z());
        LittleEndian.putShort(record, 12, point.intensity());
        if (format.extended()) {
            encodeExtended(point, record);
        } else {
            encodeBasic(point, record);
        }
        encodeOptional(point, record);
        System.arraycopy(
                point.extra(), 0, record, format.size(), Math.min(point.extra().length, recordLength - format.size()));
        return record;
    }

    private static void encodeBasic(LasPoint point, byte[] record) {
        record[14] = (byte) (point.returnNumber() & 7
                | (point.numberOfReturns() & 7) << 3
                | bit(point.scanDirection(), 6)
                | bit(point.edgeOfFlightLine(), 7));
        record[15] = (byte) (point.classification() & 0x1F | (point.flags() & 7) << 5);
        record[16] = (byte) point.scanAngle();
        record[17] = (byte) point.userData();
        LittleEndian.putShort(record, 18, point.pointSourceId());
    }

    private static void encodeExtended(LasPoint point, byte[] record) {
        record[14] = (byte) (point.returnNumber() & 15 | (point.numberOfReturns() & 15) << 4);
        record[15] = (byte) (point.flags() & 15
                | (point.scannerChannel() & 3) << 4
                | bit(point.scanDirection(), 6)
                | bit(point.edgeOfFlightLine(), 7));
        record[16] = (byte) point.classification();
        record[17] = (byte) point.userData();
        LittleEndian.putShort(record, 18, point.scanAngle());
        LittleEndian.putShort(record, 20, point.pointSourceId());
    }

    private void encodeOptional(LasPoint point, byte[] record) {
        if (format.hasGpsTime()) {
            LittleEndian.putDouble(record, format.gpsTimeAt(), point.gpsTime());
        }
        if (format.hasRgb()) {
            LittleEndian.putShort(record, format.rgbAt(), point.red());
            LittleEndian.putShort(record, format.rgbAt() + 2, point.green());
            LittleEndian.putShort(record, format.rgbAt() + 4, point.blue());
        }
        if (format.hasNir()) {
            LittleEndian.putShort(record, format.nirAt(), point.nir());
        }
    }

    public LasPoint decode(byte[] records, int at) {
        boolean extended = format.extended();
        int returns = records[at + 14];
        int flags = extended ? records[at + 15] : records[at + 14];
        return new LasPoint(
                LittleEndian.signedInt(records, at),
                LittleEndian.signedInt(records, at + 4),
                LittleEndian.signedInt(records, at + 8),
                LittleEndian.unsignedShort(records, at + 12),
                extended ? returns & 15 : returns & 7,
                extended ? returns >> 4 & 15 : returns >> 3 & 7,
                (flags & 64) != 0,
                (flags & 128) != 0,
                extended ? records[at + 16] & 0xFF : records[at + 15] & 0x1F,
                extended ? flags & 15 : records[at + 15] >> 5 & 7,
                extended ? flags >> 4 & 3 : 0,
                records[at + 17] & 0xFF,
                extended ? LittleEndian.signedShort(records, at + 18) : records[at + 16],
                LittleEndian.unsignedShort(records, at + (extended ? 20 : 18)),
                format.hasGpsTime() ? LittleEndian.doubleAt(records, at + format.gpsTimeAt()) : 0,
                optional(records, at, format.rgbAt(), 0),
                optional(records, at, format.rgbAt(), 2),
                optional(records, at, format.rgbAt(), 4),
                optional(records, at, format.nirAt(), 0),
                Arrays.copyOfRange(records, at + format.size(), at + recordLength));
    }

    private static int optional(byte[] records, int at, int field, int plus) {
        return field < 0 ? 0 : LittleEndian.unsignedShort(records, at + field + plus);
    }

    private static int bit(boolean set, int place) {
        return set ? 1 << place : 0;
    }
}
