package dev.caravan.las;

import dev.caravan.las.raw.RawHeader;
import dev.caravan.las.raw.RawVlr;
import dev.caravan.laz.LaszipRecord;
import dev.caravan.laz.LazFormatException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a header and believes nothing of it without comparing it with the file. */
final class LasFileOpener {
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
        this.raw = RawHeaderReader.read(path, channel);
    }

    static LasFile open(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return new LasFileOpener(path, channel).read();
        }
    }

    private LasFile read() throws IOException {
        new HeaderCheck(path, size, raw).run();
        List<RawVlr> records = new VlrReading(path, channel, raw, warnings).read();
        LaszipRecord laszip = laszip(records);
        LasHeader header = header(format(laszip), laszip != null);
        List<ExtraBytes> extraBytes = new ExtraBytesLayout(header.format(), raw.recordLength(), warnings).read(records);
        if (header.format().hasWaveform()) {
            warnings.add("waveform packets of point format " + header.format().number() + " are not carried over");
        }
        return new LasFile(path, size, raw, header, records, extraBytes, laszip, warnings);
    }

    private LasHeader header(PointFormat format, boolean compressed) {
        return new LasHeader(
                raw.versionMinor(),
                format,
                raw.recordLength(),
                raw.pointDataOffset(),
                new HeaderPointCount(path, size, raw, warnings).of(compressed),
                raw.scale(),
                raw.offset(),
                raw.min(),
                raw.max());
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
}
