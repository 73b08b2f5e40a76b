package dev.caravan.converter.builtin;

import dev.caravan.converter.NotEnoughDiskException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Compares what a conversion will write with what the disks have left.
 *
 * @param bytes that all points take
 */
record DiskSpace(long bytes) {
    /** Hierarchy, metadata, and the chunk that is in the scratch directory and in memory at once. */
    private static final long SLACK = 128L << 20;

    private static final long MOST = Long.MAX_VALUE / 2;

    /**
     * @param points all points; in the scratch directory their files shrink as the octree grows
     * @param stride bytes of a point's record
     */
    static DiskSpace of(long points, int stride) {
        // Headers of compressed files may claim any number of points.
        return new DiskSpace(points > MOST / stride ? MOST : points * stride);
    }

    /** @throws NotEnoughDiskException when the points do not fit */
    void require(Path scratch, Path output) throws IOException {
        require(bytes, scratch, "scratch");
        FileStore scratchStore = Files.getFileStore(scratch);
        if (!scratchStore.equals(Files.getFileStore(output))) {
            require(bytes, output, "output");
        }
    }

    private static void require(long bytes, Path directory, String what) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        // A small conversion must not fail for a reserve that it will not use.
        long needed = bytes + Math.min(SLACK, bytes / 4);
        if (free < needed) {
            throw new NotEnoughDiskException("the " + what + " directory " + directory.getParent() + " has "
                    + megabytes(free) + " MB left, but the conversion needs " + megabytes(needed) + " MB there");
        }
    }

    /** The same exception, or one that says which disk ran full. */
    static IOException explain(IOException fault, Path scratch, Path output) throws IOException {
        String message = String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
        boolean full = message.contains("no space left")
                || message.contains("not enough space")
                || message.contains("quota exceeded");
        if (!full || fault instanceof NotEnoughDiskException) {
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
