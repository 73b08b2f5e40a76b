package dev.caravan.converter.builtin;

import dev.caravan.converter.FullDisk;
import dev.caravan.converter.NotEnoughDiskException;
import dev.caravan.octree.BuildLimits;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Compares what a conversion will write with what the disks have left.
 *
 * @param scratch bytes, most of them while the points are distributed; they become fewer as the octree grows
 * @param output bytes of the octree before compression
 */
record DiskSpace(long scratch, long output) {
    /** Hierarchy, metadata, and the chunk that is in the scratch directory and in memory at once. */
    private static final long SLACK = 128L << 20;

    private static final long MOST = Long.MAX_VALUE / 4;

    /** Of the buckets' part in a chunk, how much is written again when it is handed down; measured: up to 0.65. */
    private static final double HANDED_DOWN = 0.7;

    private static final double MOST_HANDED_DOWN = 1.5;

    /**
     * @param points all points
     * @param stride bytes of a point's record
     */
    static DiskSpace of(long points, int stride, BuildLimits limits) {
        // Headers of compressed files may claim any number of points.
        long bytes = points > MOST / stride ? MOST : points * stride;
        double again = points <= limits.chunkPoints()
                ? 0
                : Math.min(MOST_HANDED_DOWN, HANDED_DOWN * limits.bucketPoints() / limits.chunkPoints());
        return new DiskSpace((long) (bytes * (1 + again)), bytes);
    }

    /** @throws NotEnoughDiskException when the points do not fit */
    void require(Path scratchDirectory, Path outputDirectory) throws IOException {
        require(scratch, scratchDirectory, "scratch");
        FileStore scratchStore = Files.getFileStore(scratchDirectory);
        if (!scratchStore.equals(Files.getFileStore(outputDirectory))) {
            require(output, outputDirectory, "output");
        }
    }

    private static void require(long bytes, Path directory, String what) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        long needed = withReserve(bytes);
        if (free < needed) {
            throw new NotEnoughDiskException("the " + what + " directory " + directory.getParent() + " has "
                    + megabytes(free) + " MB left, but the conversion needs " + megabytes(needed) + " MB there");
        }
    }

    /** A small conversion must not fail for a reserve that it will not use. */
    static long withReserve(long bytes) {
        return bytes + Math.min(SLACK, bytes / 4);
    }

    /** The same exception, or one that says which disk ran full. */
    static IOException explain(IOException fault, Path scratch, Path output) throws IOException {
        if (!FullDisk.isSaidBy(fault) || fault instanceof NotEnoughDiskException) {
            return fault;
        }
        long scratchFree = Files.getFileStore(scratch).getUsableSpace();
        long outputFree = Files.getFileStore(output).getUsableSpace();
        Path fuller = scratchFree < outputFree ? scratch : output;
        return new NotEnoughDiskException("disk full: nothing more can be written to " + fuller.getParent(), fault);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }
}
