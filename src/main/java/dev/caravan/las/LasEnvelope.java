package dev.caravan.las;

import dev.caravan.las.raw.RawHeader;
import dev.caravan.las.raw.RawVlr;
import dev.caravan.las.raw.RawVlrExtent;
import dev.caravan.laz.LaszipRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * All of a file but its points: the header, the records before the points and what lies between them and the points, the
 * extended records and the waveforms behind the points. What says how or where points are compressed is no part of it.
 */
final class LasEnvelope implements Closeable {
    private static final String COPC = "copc";

    private final LasFile file;
    private final FileChannel channel;
    private final byte[] header;
    private final List<RawVlrExtent> vlrs;
    private final List<RawVlrExtent> evlrs;
    private final RawVlrExtent gap;
    private final List<RawVlrExtent> behind = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private LasEnvelope(LasFile file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        RawHeader raw = file.raw();
        header = headerBytes(raw.headerSize());
        List<RawVlrExtent> walked =
                RawVlrExtent.walk(channel, RawVlr.HEADER_SIZE, raw.headerSize(), raw.pointDataOffset(), raw.vlrCount());
        long end = walked.isEmpty()
                ? raw.headerSize()
                : walked.get(walked.size() - 1).end();
        vlrs = kept(walked);
        gap = new RawVlrExtent(end, raw.pointDataOffset(), "", 0);
        evlrs = kept(behindPoints(raw.evlrStart(), raw.evlrCount()));
        behind.addAll(evlrs);
        // Up to LAS 1.3 the waveforms are the only extended record, and no count tells of it.
        if (evlrs.stream().noneMatch(evlr -> evlr.start() == waveformStart())) {
            behind.addAll(behindPoints(waveformStart(), 1));
        }
    }

    static LasEnvelope open(LasFile file) throws IOException {
        FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ);
        try {
            return new LasEnvelope(file, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private byte[] headerBytes(int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {}
        return bytes.array();
    }

    private List<RawVlrExtent> behindPoints(long start, long count) throws IOException {
        boolean inside = start > file.header().pointDataOffset() && start < file.size();
        return inside ? RawVlrExtent.walk(channel, RawVlr.EXTENDED_HEADER_SIZE, start, file.size(), count) : List.of();
    }

    private List<RawVlrExtent> kept(List<RawVlrExtent> records) {
        if (records.stream().anyMatch(record -> record.userId().equals(COPC)) && warnings.isEmpty()) {
            warnings.add("the index of the file (COPC) is left out: it says where the points were");
        }
        return records.stream()
                .filter(record -> !record.userId().equals(COPC))
                .filter(record -> !record.userId().equals(LaszipRecord.USER_ID))
                .toList();
    }

    LasFile file() {
        return file;
    }

    FileChannel channel() {
        return channel;
    }

    /** Where the waveforms are, or 0. */
    long waveformStart() {
        return header.length < RawHeader.SIZE_1_3 ? 0 : file.raw().waveformStart();
    }

    /** The header as it is in the file. */
    byte[] header() {
        return header.clone();
    }

    List<RawVlrExtent> vlrs() {
        return vlrs;
    }

    List<RawVlrExtent> evlrs() {
        return evlrs;
    }

    /** What lies between the records and the points. */
    RawVlrExtent gap() {
        return gap;
    }

    /** All that lies behind the points: extended records, and waveforms that are not among them. */
    List<RawVlrExtent> behind() {
        return behind;
    }

    /** What is no part of it, and somebody may miss. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
