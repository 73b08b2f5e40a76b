package dev.caravan.las;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.caravan.las.raw.RawHeader;
import dev.caravan.las.raw.RawVlr;
import dev.caravan.las.raw.RawVlrReader;
import dev.caravan.las.raw.Vector;
import dev.caravan.laz.LaszipRecord;
import dev.caravan.laz.LazFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a header and believes nothing of it without comparing it with the file. */
final class LasFileOpener {
    private static final int LAST_MINOR = 5;
    private static final int FORMAT_BITS = 0x3F;
    private static final int COMPRESSED_BITS = 0xC0;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final RawHeader raw;
    private final List<String> warnings = new ArrayList<>();

    private LasFileOpener(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.size = channel.size();
        this.raw = RawHeader.fromBytes(headerBytes());
    }

    static LasFile open(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return new LasFileOpener(path, channel).read();
        }
    }

    private byte[] headerBytes() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(size, RawHeader.SIZE_1_4));
        while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) >= 0) {}
        byte[] bytes = Arrays.copyOf(buffer.array(), buffer.position());
        String signature = new String(bytes, 0, Math.min(4, bytes.length), ISO_8859_1);
        if (!signature.equals(RawHeader.SIGNATURE)) {
            throw Fault.field(path, 0, "file signature", describe(bytes), "'LASF': this is no LAS or LAZ file");
        }
        if (bytes.length < RawHeader.SIZE_1_2) {
            throw Fault.file(
                    path, "the file has " + bytes.length + " bytes, a LAS header has at least " + RawHeader.SIZE_1_2);
        }
        return bytes;
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

    private LasFile read() throws IOException {
        checkVersion();
        checkOffsets();
        List<RawVlr> records = readVlrs();
        records.addAll(readEvlrs());
        LaszipRecord laszip = laszip(records);
        PointFormat format = format(laszip);
        LasHeader header = new LasHeader(
                raw.versionMinor(),
                format,
                raw.recordLength(),
                raw.pointDataOffset(),
                points(laszip != null),
                checkScale(),
                checkOffset(),
                raw.min(),
                raw.max());
        List<ExtraBytes> extraBytes = new ExtraBytesLayout(format, raw.recordLength(), warnings).read(records);
        if (format.hasWaveform()) {
            warnings.add("waveform packets of point format " + format.number() + " are not carried over");
        }
        return new LasFile(path, size, raw, header, records, extraBytes, laszip, warnings);
    }

    private void checkVersion() {
        if (raw.versionMajor() != 1 || raw.versionMinor() > LAST_MINOR) {
            throw Fault.field(
                    path, 24, "version", raw.versionMajor() + "." + raw.versionMinor(), "1.0 to 1." + LAST_MINOR);
        }
    }

    private void checkOffsets() {
        int least = raw.versionMinor() >= 4 ? RawHeader.SIZE_1_4 : RawHeader.SIZE_1_2;
        if (raw.headerSize() < least || raw.headerSize() > size) {
            throw Fault.field(
                    path, 94, "header size", raw.headerSize(), least + " to " + size + " (the length of the file)");
        }
        if (raw.pointDataOffset() < raw.headerSize() || raw.pointDataOffset() > size) {
            throw Fault.field(
                    path,
                    96,
                    "offset to point data",
                    raw.pointDataOffset(),
                    raw.headerSize() + " (the header's size) to " + size + " (the length of the file)");
        }
    }

    private List<RawVlr> readVlrs() throws IOException {
        long room = (size - raw.headerSize()) / RawVlr.HEADER_SIZE;
        if (raw.vlrCount() > room) {
            throw Fault.field(
                    path,
                    100,
                    "number of variable length records",
                    raw.vlrCount(),
                    "at most " + room + ", which is what the file has room for");
        }
        RawVlrReader reader = new RawVlrReader(channel, RawVlr.HEADER_SIZE, raw.headerSize(), raw.pointDataOffset());
        List<RawVlr> records = new ArrayList<>(reader.read(raw.vlrCount()));
        if (records.size() < raw.vlrCount()) {
            warnings.add("the header says " + raw.vlrCount() + " variable length records, but only " + records.size()
                    + " lie before the point data at byte " + raw.pointDataOffset());
        }
        return records;
    }

    private List<RawVlr> readEvlrs() throws IOException {
        if (raw.evlrCount() == 0) {
            return List.of();
        }
        if (raw.evlrStart() < raw.pointDataOffset() || raw.evlrStart() > size) {
            warnings.add("the extended variable length records are said to be at byte " + raw.evlrStart()
                    + ", outside the file; they are ignored");
            return List.of();
        }
        RawVlrReader reader = new RawVlrReader(channel, RawVlr.EXTENDED_HEADER_SIZE, raw.evlrStart(), size);
        List<RawVlr> records = reader.read(raw.evlrCount());
        if (records.size() < raw.evlrCount()) {
            warnings.add("the header says " + raw.evlrCount() + " extended variable length records, but only "
                    + records.size() + " are whole");
        }
        return records;
    }

    private @Nullable LaszipRecord laszip(List<RawVlr> records) {
        for (RawVlr record : records) {
            if (record.is(LaszipRecord.USER_ID, LaszipRecord.RECORD_ID)) {
                return parse(record);
            }
        }
        if ((raw.pointFormat() & COMPRESSED_BITS) != 0) {
            throw Fault.field(
                    path,
                    104,
                    "point data record format",
                    raw.pointFormat(),
                    "0 to 10; the points seem to be compressed, but there is no LASzip record that says how");
        }
        return null;
    }

    private LaszipRecord parse(RawVlr record) {
        try {
            LaszipRecord laszip = LaszipRecord.fromBytes(record.data());
            laszip.check();
            return laszip;
        } catch (LazFormatException e) {
            throw Fault.file(path, e);
        }
    }

    private PointFormat format(@Nullable LaszipRecord laszip) {
        int number = laszip == null ? raw.pointFormat() : raw.pointFormat() & FORMAT_BITS;
        PointFormat format = PointFormat.of(number)
                .orElseThrow(() -> Fault.field(path, 104, "point data record format", number, "0 to 10"));
        if (raw.recordLength() < format.size()) {
            throw Fault.field(
                    path,
                    105,
                    "point data record length",
                    raw.recordLength(),
                    "at least " + format.size() + " for point format " + format.number());
        }
        if (laszip != null) {
            checkItems(format, laszip);
        }
        return format;
    }

    private void checkItems(PointFormat format, LaszipRecord laszip) {
        if (!LazItems.fit(format, laszip) || laszip.recordLength() != raw.recordLength()) {
            throw Fault.file(
                    path,
                    "the LASzip record describes points of " + laszip.recordLength() + " bytes with " + laszip.kinds()
                            + ", which is not point format " + format.number() + " with " + raw.recordLength()
                            + " bytes");
        }
    }

    private long points(boolean compressed) {
        long points = raw.pointCount();
        long legacy = raw.legacyPointCount();
        if (raw.versionMinor() < 4 || points == 0) {
            return legacy;
        }
        long room = (size - raw.pointDataOffset()) / raw.recordLength();
        boolean impossible = points < 0 || !compressed && points > room;
        if (impossible && legacy > 0) {
            warnings.add("the header's 64-bit count of " + points + " points is impossible; its 32-bit count of "
                    + legacy + " is taken");
            return legacy;
        }
        if (points < 0) {
            throw Fault.field(path, 247, "number of point records", points, "a count");
        }
        if (legacy != 0 && legacy != points) {
            warnings.add("the header counts " + points + " points in 64 bits and " + legacy
                    + " in 32 bits; the first is taken");
        }
        return points;
    }

    private Vector checkScale() {
        for (int axis = 0; axis < 3; axis++) {
            double scale = raw.scale().get(axis);
            if (!Double.isFinite(scale) || scale < Double.MIN_NORMAL) {
                throw Fault.field(
                        path, 131 + 8L * axis, "XYZ".charAt(axis) + " scale factor", scale, "a positive number");
            }
        }
        return raw.scale();
    }

    private Vector checkOffset() {
        for (int axis = 0; axis < 3; axis++) {
            double offset = raw.offset().get(axis);
            if (!Double.isFinite(offset)) {
                throw Fault.field(path, 155 + 8L * axis, "XYZ".charAt(axis) + " offset", offset, "a number");
            }
            double reach = raw.scale().get(axis) * Integer.MAX_VALUE + Math.abs(offset);
            if (!(reach < Float.MAX_VALUE)) {
                throw Fault.field(
                        path,
                        131 + 8L * axis,
                        "XYZ".charAt(axis) + " scale factor",
                        raw.scale().get(axis),
                        "one whose coordinates a viewer can hold");
            }
        }
        return raw.offset();
    }
}
