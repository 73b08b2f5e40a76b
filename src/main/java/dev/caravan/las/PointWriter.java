package dev.caravan.las;

import dev.caravan.las.raw.RawExtraBytes;
import dev.caravan.las.raw.RawVlr;
import dev.caravan.las.raw.Vector;
import dev.caravan.laz.LaszipRecord;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a file point by point; the header's counts and bounding box are filled in when it is closed. */
public abstract sealed class PointWriter implements Closeable permits LasWriter, LazWriter {
    private final FileChannel channel;
    private final PointCodec codec;
    private final HeaderDraft header;
    private final RecordOutput records;

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

        PointFormat format() {
            return PointFormat.require(pointFormat);
        }

        int recordLength() {
            int described = extraBytes.stream().mapToInt(ExtraBytes::size).sum();
            return format().size() + described + undescribed;
        }
    }

    PointWriter(Path path, Layout layout, @Nullable LaszipRecord laszip) throws IOException {
        List<RawVlr> vlrs = vlrs(layout, laszip);
        codec = new PointCodec(layout.format(), layout.recordLength());
        header = new HeaderDraft(layout, vlrs, laszip != null);
        channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            write(header.toBytes(), 0);
            channel.position(header.size());
            for (RawVlr vlr : vlrs) {
                channel.write(ByteBuffer.wrap(vlr.toBytes()));
            }
            records = RecordOutput.open(channel, layout.recordLength(), laszip);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** LAZ for a name that ends in `.laz`, in small or capital letters; LAS for any other. */
    public static PointWriter open(Path path, Layout layout) throws IOException {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".laz") ? new LazWriter(path, layout) : new LasWriter(path, layout);
    }

    private static List<RawVlr> vlrs(Layout layout, @Nullable LaszipRecord laszip) throws IOException {
        List<RawVlr> all = new ArrayList<>(layout.vlrs());
        if (!layout.extraBytes().isEmpty()) {
            ByteArrayOutputStream data = new ByteArrayOutputStream();
            for (RawExtraBytes extra : layout.extraBytes()) {
                data.write(extra.toBytes());
            }
            all.add(new RawVlr(0, "LASF_Spec", RawExtraBytes.RECORD_ID, "Extra Bytes", data.toByteArray()));
        }
        if (laszip != null) {
            all.add(LazItems.vlr(laszip));
        }
        return all;
    }

    public final void write(LasPoint point) throws IOException {
        writeRecord(codec.encode(point), 0);
    }

    /** Writes the record that begins at {@code at}, of the layout's format and length. */
    public final void writeRecord(byte[] bytes, int at) throws IOException {
        header.count(bytes, at);
        records.write(bytes, at);
    }

    @Override
    public final void close() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            records.finish();
            write(header.toBytes(), 0);
        }
    }

    private void write(byte[] bytes, long at) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer, at + buffer.position());
        }
    }
}
