package dev.caravan.las;

import dev.caravan.converter.BadInputException;
import dev.caravan.las.raw.RawHeader;
import dev.caravan.las.raw.RawVlr;
import dev.caravan.laz.LaszipRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A LAS or LAZ file whose header has been read and checked; the points have not been touched.
 *
 * @param size bytes of the file
 * @param laszip how the points are compressed; null when they are not
 * @param warnings what was wrong and could be helped, one sentence each
 */
public record LasFile(
        Path path,
        long size,
        RawHeader raw,
        LasHeader header,
        List<RawVlr> records,
        List<ExtraBytes> extraBytes,
        @Nullable LaszipRecord laszip,
        List<String> warnings) {

    public LasFile {
        records = List.copyOf(records);
        extraBytes = List.copyOf(extraBytes);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads the header; what the file is follows from its content, not from its name.
     *
     * @throws BadInputException when the file is no LAS or LAZ file, or one that cannot be right
     */
    public static LasFile open(Path path) throws IOException {
        return LasFileOpener.open(path);
    }

    /** Whole records between the start of the point data and the end of an uncompressed file. */
    public long capacity() {
        return (size - header.pointDataOffset()) / header.recordLength();
    }

    /** The points from first to last. */
    public PointSource points() throws IOException {
        return new PartsInOrder(parts());
    }

    /** The points in parts, for several threads. */
    public PointParts parts() throws IOException {
        return laszip == null ? LasParts.open(this) : LazParts.open(this, laszip);
    }

    /**
     * Refuses a file that is shorter than its header says, without reading its points. Of compressed points only the decoder knows.
     *
     * @throws dev.caravan.converter.BadInputException when points are missing
     */
    public void requireAllPoints() {
        if (laszip == null) {
            LasParts.requireAllPoints(this);
        }
    }

    /** WKT, or an EPSG code, or '' when the file says neither. */
    public String projection() {
        return CoordinateSystem.of(records);
    }
}
