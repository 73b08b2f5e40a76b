package dev.caravan.cluster;

import dev.caravan.converter.NotEnoughDiskException;
import dev.caravan.converter.NotEnoughMemoryException;
import dev.caravan.converter.OutOfTimeException;
import dev.caravan.job.Evidence;
import java.io.IOException;

/** The class of a failure for which the cluster, and not what was worked on, gives the reason. */
public final class ClusterFailure {
    /** Exit codes of our own commands, as docs/convert.md has them. */
    private static final int NOT_ENOUGH_DISK = 4;

    private static final int NOT_ENOUGH_MEMORY = 5;

    private ClusterFailure() {}

    /** @param memory the setting that allows more of it */
    public static IOException of(String whole, Ending ending, String memory, Evidence evidence) {
        if (ending.outOfTime()) {
            return new OutOfTimeException(whole + " (caravan.jobs.types.*.timeout)", evidence);
        }
        if (ending.outOfMemory() || ending.exitCode() == NOT_ENOUGH_MEMORY) {
            return new NotEnoughMemoryException(whole + " (" + memory + ")", evidence);
        }
        return ending.outOfDisk() || ending.exitCode() == NOT_ENOUGH_DISK
                ? new NotEnoughDiskException(whole, evidence)
                : new IOException(whole, evidence);
    }
}
