package dev.caravan.stage.convert;

import dev.caravan.converter.FullDisk;
import dev.caravan.converter.NotEnoughDiskException;
import dev.caravan.converter.NotEnoughMemoryException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Why a process failed, as far as its end, its last words and the system tell.
 *
 * @param name for messages
 * @param output of it
 * @param attempt its scratch directory
 * @param shortOfMemory whether the kernel has killed for want of memory while it ran
 */
record ProcessFailure(String name, OutputLog output, Path attempt, boolean shortOfMemory) {
    private static final int KILLED = 137;

    /** Of an exit code that says no more than that it failed. */
    IOException of(int exit) throws IOException {
        if (exit == KILLED && shortOfMemory) {
            return new NotEnoughMemoryException(
                    "%s was killed, and the kernel counts a kill for want of memory in that time%s"
                            .formatted(name, output.lastWords()),
                    output.evidence());
        }
        String what = "failed with " + ExitCode.describe(exit);
        return output.anySaid(FullDisk::isSaidBy) ? fullDisk(what) : passing(what);
    }

    /** Of an exit code 0 without a whole octree; that is how some end on a full disk. */
    IOException withoutOctree(String faults) throws IOException {
        String what = "claims success, but left no whole octree: " + faults;
        return output.anySaid(FullDisk::isSaidBy) || Room.isLittle(attempt) ? fullDisk(what) : passing(what);
    }

    private IOException fullDisk(String what) throws IOException {
        return new NotEnoughDiskException(
                name + " " + what + Room.left(attempt) + output.lastWords(), output.evidence());
    }

    private IOException passing(String what) throws IOException {
        return new IOException(name + " " + what + Room.remark(attempt) + output.lastWords(), output.evidence());
    }
}
