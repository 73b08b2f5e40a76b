package dev.caravan.las;

import dev.caravan.las.raw.RawHeader;
import java.nio.file.Path;
import java.util.List;

/** Which of a header's two counts of points is to be believed. */
final class HeaderPointCount {
    private final Path path;
    private final long size;
    private final RawHeader raw;
    private final List<String> warnings;

    /** @param warnings what a person should know is added here */
    HeaderPointCount(Path path, long size, RawHeader raw, List<String> warnings) {
        this.path = path;
        this.size = size;
        this.raw = raw;
        this.warnings = warnings;
    }

    /** @param compressed the length of the file says nothing then */
    long of(boolean compressed) {
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
}
