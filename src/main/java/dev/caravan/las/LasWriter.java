package dev.caravan.las;

import dev.caravan.binary.LittleEndian;
import dev.caravan.las.raw.RawExtraBytes;
import dev.caravan.las.raw.RawHeader;
import dev.caravan.las.raw.RawVlr;
import dev.caravan.las.raw.Vector;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Writes a LAS file point by point; the header's counts and bounding box are filled in when it is closed. */
public final class LasWriter implements Closeable {
    private static final int BUFFER = 1 << 20;

    private final Path path;
    private final Layout layout;
    private final PointFormat format;
    private final PointCodec codec;
    private final List<RawVlr> vlrs;
    private final OutputStream out;
    private final long[] pointsByReturn = new long[15];
    private final int[] min = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
    private final int[] max = {Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE};
    private long points;

    /**
     * What a file is to be like.
     *
     * @param minor LAS 1.minor, 0 to 4; point formats from 6 on need 4
     * @param extraBytes descriptors of the extra bytes; an Extra Bytes VLR is written when there are any
     * @param undescribed further bytes of a record that no descriptor names
     * @param vlrs other variable length records
     */
    public record Layout(
            int minor,
            int pointFormat,
            Vector scale,
            Vector offset,
            List<RawExtraBytes> extraBytes,
            int undescribed,
            List<RawVlr> vlrs) {

        public Layout {
            extraBytes = List.copyOf(extraBytes);
            vlrs = List.copyOf(vlrs);
        }

        public static Layout of(int minor, int pointFormat, double scale, Vector offset) {
            return new Layout(minor, pointFormat, new Vector(scale, scale, scale), offset, List.of(), 0, List.of());
        }

        int recordLength() {
            int described = extraBytes.stream().mapToInt(ExtraBytes::size).sum();
            return PointFormat.require(pointFormat).size() + described + undescribed;
        }
    }

    public LasWriter(Path path, Layout layout) throws IOException {
        this.path = path;
        this.layout = layout;
        this.format = PointFormat.require(layout.pointFormat());
        this.codec = new PointCodec(format, layout.recordLength());
        this.vlrs = vlrs(layout);
        this.out = new BufferedOutputStream(Files.newOutputStream(path), BUFFER);
        out.write(header().toBytes());
        for (RawVlr vlr : vlrs) {
            out.write(vlr.toBytes());
        }
    }

    private static List<RawVlr> vlrs(Layout layout) throws IOException {
        List<RawVlr> all = new ArrayList<>(layout.vlrs());
        if (!layout.extraBytes().isEmpty()) {
            ByteArrayOutputStream data = new ByteArrayOutputStream();
            for (RawExtraBytes extra : layout.extraBytes()) {
                data.write(extra.toBytes());
            }
            all.add(new RawVlr(0, "LASF_Spec", RawExtraBytes.RECORD_ID, "Extra Bytes", data.toByteArray()));
        }
        return all;
    }

    public void write(LasPoint point) throws IOException {
        writeRecord(codec.encode(point));
    }

    private void writeRecord(byte[] record) throws IOException {
        for (int axis = 0; axis < 3; axis++) {
            int value = LittleEndian.signedInt(record, 4 * axis);
            min[axis] = Math.min(min[axis], value);
            max[axis] = Math.max(max[axis], value);
        }
        int returnNumber = record[14] & (format.extended() ? 15 : 7);
        pointsByReturn[Math.max(0, returnNumber - 1)]++;
        points++;
        out.write(record);
    }

    @Override
    public void close() throws IOException {
        out.close();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            ByteBuffer header = ByteBuffer.wrap(header().toBytes());
            while (header.hasRemaining()) {
                channel.write(header, header.position());
            }
        }
    }

    private RawHeader header() {
        int size = RawHeader.size(layout.minor());
        boolean modern = layout.minor() >= 4;
        boolean legacy = !format.extended() && points <= 0xFFFFFFFFL;
        long[] legacyByReturn = new long[5];
        System.arraycopy(pointsByReturn, 0, legacyByReturn, 0, legacy ? 5 : 0);
        return new RawHeader(
                0,
                format.extended() ? 1 << 4 : 0,
                new byte[16],
                1,
                layout.minor(),
                "",
                "Caravan",
                1,
                2026,
                size,
                size + vlrs.stream().mapToLong(vlr -> vlr.toBytes().length).sum(),
                vlrs.size(),
                layout.pointFormat(),
                layout.recordLength(),
                legacy ? points : 0,
                legacyByReturn,
                layout.scale(),
                layout.offset(),
                corner(max),
                corner(min),
                0,
                0,
                0,
                modern ? points : 0,
                modern ? pointsByReturn : new long[15]);
    }

    private Vector corner(int[] steps) {
        if (points == 0) {
            return new Vector(0, 0, 0);
        }
        return new Vector(
                steps[0] * layout.scale().x() + layout.offset().x(),
                steps[1] * layout.scale().y() + layout.offset().y(),
                steps[2] * layout.scale().z() + layout.offset().z());
    }
}
