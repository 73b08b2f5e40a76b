package dev.caravan.file;

import dev.caravan.dataset.SourceFile;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * The version of a file as its record spells it.
 *
 * @param size bytes, decimal
 * @param seconds modification time in whole seconds since the epoch, rounded down: `timestamp_file`
 * @param modified modification time in nanoseconds since the epoch: `modified`
 */
record FileVersion(String size, String seconds, String modified) {
    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

    static FileVersion of(SourceFile file) {
        Instant modified = file.modified();
        long seconds = modified.getEpochSecond();
        return new FileVersion(Long.toString(file.size()), Long.toString(seconds), nanos(seconds, modified.getNano()));
    }

    /** What the scripts want to know of a file, in their order: path, name, size, seconds, modified. */
    static void addTo(List<Object> values, SourceFile file) {
        FileVersion version = of(file);
        values.add(file.path().toString());
        values.add(String.valueOf(file.path().getFileName()));
        values.add(version.size());
        values.add(version.seconds());
        values.add(version.modified());
    }

    /** Some file systems know times that do not fit 64 bits of nanoseconds, and a tool can set any of them. */
    private static String nanos(long seconds, int nanos) {
        if (seconds > 0 && seconds < Long.MAX_VALUE / 1_000_000_000) {
            return Long.toString(seconds * 1_000_000_000 + nanos);
        }
        return BigInteger.valueOf(seconds)
                .multiply(NANOS)
                .add(BigInteger.valueOf(nanos))
                .toString();
    }
}
