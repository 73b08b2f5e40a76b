package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;
import java.util.ArrayList;
import java.util.List;

/**
 * The VLR that says how the points are compressed (user id `laszip encoded`, record id 22204), fields in the file's order.
 *
 * @param chunkSize points in a chunk, or {@link #VARIABLE}
 */
public record LaszipRecord(
        int compressor,
        int coder,
        int versionMajor,
        int versionMinor,
        int versionRevision,
        int options,
        long chunkSize,
        long specialEvlrs,
        long offsetToSpecialEvlrs,
        List<LazItem> items) {

    public static final String USER_ID = "laszip encoded";
    public static final int RECORD_ID = 22204;
    /** Chunk size of files whose chunks say themselves how many points they have. */
    public static final long VARIABLE = 0xFFFFFFFFL;

    private static final int HEAD = 34;
    private static final int POINTWISE = 1;
    private static final int CHUNKED = 2;
    private static final int LAYERED = 3;
    private static final int CHUNK_SIZE = 50_000;
    /** A chunk is kept in memory while it is written; only records of more than a thousand bytes come near this. */
    private static final int MOST_CHUNK_BYTES = 64 << 20;

    /** The LASzip whose files those of {@link #of} are like. */
    private static final int[] VERSION = {3, 4, 3};

    private static final long NONE = -1;

    public LaszipRecord {
        items = List.copyOf(items);
    }

    /** How points of these items are written: chunks of 50 000 points (fewer very long ones), layered where the items are. */
    public static LaszipRecord of(List<LazItem> items) {
        int compressor = items.get(0).layered() ? LAYERED : CHUNKED;
        int recordLength = items.stream().mapToInt(LazItem::size).sum();
        int chunkSize = Math.min(CHUNK_SIZE, MOST_CHUNK_BYTES / recordLength);
        return new LaszipRecord(compressor, 0, VERSION[0], VERSION[1], VERSION[2], 0, chunkSize, NONE, NONE, items);
    }

    public static LaszipRecord fromBytes(byte[] bytes) {
        if (bytes.length < HEAD) {
            throw new LazFormatException("LASzip VLR has " + bytes.length + " bytes, expected at least " + HEAD);
        }
        int count = LittleEndian.unsignedShort(bytes, 32);
        if (bytes.length < HEAD + 6 * count || count == 0) {
            throw new LazFormatException(
                    "LASzip VLR of " + bytes.length + " bytes says it has " + count + " items of 6 bytes");
        }
        List<LazItem> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(item(bytes, HEAD + 6 * i));
        }
        return new LaszipRecord(
                LittleEndian.unsignedShort(bytes, 0),
                LittleEndian.unsignedShort(bytes, 2),
                LittleEndian.unsignedByte(bytes, 4),
                LittleEndian.unsignedByte(bytes, 5),
                LittleEndian.unsignedShort(bytes, 6),
                LittleEndian.signedInt(bytes, 8),
                LittleEndian.unsignedInt(bytes, 12),
                LittleEndian.signedLong(bytes, 16),
                LittleEndian.signedLong(bytes, 24),
                items);
    }

    private static LazItem item(byte[] bytes, int at) {
        int kind = LittleEndian.unsignedShort(bytes, at);
        LazItem.Kind[] kinds = LazItem.Kind.values();
        if (kind >= kinds.length) {
            throw new LazFormatException("LAZ item of type " + kind + " is not supported");
        }
        return new LazItem(
                kinds[kind], LittleEndian.unsignedShort(bytes, at + 2), LittleEndian.unsignedShort(bytes, at + 4));
    }

    public byte[] toBytes() {
        byte[] bytes = new byte[HEAD + 6 * items.size()];
        LittleEndian.putShort(bytes, 0, compressor);
        LittleEndian.putShort(bytes, 2, coder);
        bytes[4] = (byte) versionMajor;
        bytes[5] = (byte) versionMinor;
        LittleEndian.putShort(bytes, 6, versionRevision);
        LittleEndian.putInt(bytes, 8, options);
        LittleEndian.putInt(bytes, 12, (int) chunkSize);
        LittleEndian.putLong(bytes, 16, specialEvlrs);
        LittleEndian.putLong(bytes, 24, offsetToSpecialEvlrs);
        LittleEndian.putShort(bytes, 32, items.size());
        for (int i = 0; i < items.size(); i++) {
            int at = HEAD + 6 * i;
            LittleEndian.putShort(bytes, at, items.get(i).kind().ordinal());
            LittleEndian.putShort(bytes, at + 2, items.get(i).size());
            LittleEndian.putShort(bytes, at + 4, items.get(i).version());
        }
        return bytes;
    }

    public int recordLength() {
        return items.stream().mapToInt(LazItem::size).sum();
    }

    /** Items of the point record, in order; what a reader compares with the point format. */
    public List<LazItem.Kind> kinds() {
        return items.stream().map(LazItem::kind).toList();
    }

    boolean chunked() {
        return compressor != POINTWISE;
    }

    boolean layered() {
        return compressor == LAYERED;
    }

    /** Refuses compressors, coders and items that cannot be decoded. */
    public void check() {
        if (compressor < POINTWISE || compressor > LAYERED) {
            throw new LazFormatException("LAZ compressor " + compressor + " is not supported; known are 1, 2 and 3");
        }
        if (coder != 0) {
            throw new LazFormatException("LAZ coder " + coder + " is not supported; known is 0");
        }
        if (chunked() && chunkSize == 0) {
            throw new LazFormatException("LAZ chunk size is 0");
        }
        for (LazItem item : items) {
            item.check();
            if (item.layered() != layered()) {
                throw new LazFormatException("LAZ item " + item.kind() + " does not go with compressor " + compressor);
            }
        }
        if (layered() && items.get(0).kind() != LazItem.Kind.POINT14) {
            throw new LazFormatException("the first LAZ item is " + items.get(0).kind() + ", expected POINT14");
        }
    }
}
