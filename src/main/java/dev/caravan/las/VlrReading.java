package dev.caravan.las;

import dev.caravan.las.raw.RawHeader;
import dev.caravan.las.raw.RawVlr;
import dev.caravan.las.raw.RawVlrReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the records before and after the points, as far as they are there. */
final class VlrReading {
    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final RawHeader raw;
    private final List<String> warnings;

    /** @param warnings what a person should know is added here */
    VlrReading(Path path, FileChannel channel, RawHeader raw, List<String> warnings) throws IOException {
        this.path = path;
        this.channel = channel;
        this.size = channel.size();
        this.raw = raw;
        this.warnings = warnings;
    }

    /** Those before the points, then the extended ones. */
    List<RawVlr> read() throws IOException {
        List<RawVlr> records = readRecords();
        records.addAll(readExtended());
        return records;
    }

    private List<RawVlr> readRecords() throws IOException {
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

    private List<RawVlr> readExtended() throws IOException {
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
}
