package dev.caravan.las;

import dev.caravan.binary.LittleEndian;
import dev.caravan.las.raw.RawVlrExtent;
import dev.caravan.laz.LaszipRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** Carries over all of a file but its points, byte for byte, except where the header says how and where things are stored. */
final class EnvelopeCopy {
    private static final int POINT_DATA_AT = 96;
    private static final int VLR_COUNT_AT = 100;
    private static final int FORMAT_AT = 104;
    private static final int WAVEFORM_AT = 227;
    private static final int EVLR_START_AT = 235;
    private static final int EVLR_COUNT_AT = 243;
    private static final int POINTS_AT = 247;

    private final LasEnvelope source;
    private final FileChannel target;
    private final @Nullable LaszipRecord laszip;
    private final byte[] header;

    /** @param laszip how the points are to be compressed; null when they are not */
    EnvelopeCopy(LasEnvelope source, FileChannel target, @Nullable LaszipRecord laszip) {
        this.source = source;
        this.target = target;
        this.laszip = laszip;
        this.header = source.header();
    }

    /** Writes what comes before the points, and leaves the channel's position there. */
    void writeBefore() throws IOException {
        target.position(0);
        write(header);
        for (RawVlrExtent extent : source.vlrs()) {
            copy(extent);
        }
        if (laszip != null) {
            write(LazItems.vlr(laszip).toBytes());
        }
        copy(source.gap());
        int format = source.file().header().format().number();
        LittleEndian.putInt(header, POINT_DATA_AT, Math.toIntExact(target.position()));
        LittleEndian.putInt(header, VLR_COUNT_AT, source.vlrs().size() + (laszip == null ? 0 : 1));
        header[FORMAT_AT] = (byte) (laszip == null ? format : format | LazItems.COMPRESSED_BIT);
    }

    /** Writes what comes behind the points, from the channel's position on, and the header as it has become. */
    void writeBehind() throws IOException {
        long start = target.position();
        for (RawVlrExtent extent : source.behind()) {
            if (extent.start() == source.waveformStart()) {
                LittleEndian.putLong(header, WAVEFORM_AT, target.position());
            }
            copy(extent);
        }
        if (source.file().header().minor() >= 4) {
            correctCounts(start);
        }
        target.position(0);
        write(header);
    }

    private void correctCounts(long evlrStart) {
        int evlrs = source.evlrs().size();
        if (source.file().raw().evlrCount() > 0) {
            LittleEndian.putLong(header, EVLR_START_AT, evlrs == 0 ? 0 : evlrStart);
            LittleEndian.putInt(header, EVLR_COUNT_AT, evlrs);
        }
        // The 64-bit count need not be the one to go by.
        if (source.file().raw().pointCount() != 0) {
            LittleEndian.putLong(header, POINTS_AT, source.file().header().points());
        }
    }

    private void copy(RawVlrExtent extent) throws IOException {
        long at = extent.start();
        while (at < extent.end()) {
            long copied = source.channel().transferTo(at, extent.end() - at, target);
            if (copied <= 0) {
                throw new IOException(source.file().path() + " became shorter while it was read, at byte " + at);
            }
            at += copied;
        }
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            target.write(buffer);
        }
    }
}
