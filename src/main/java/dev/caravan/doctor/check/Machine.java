package dev.caravan.doctor.check;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;

/**
 * What this Java finds around it.
 *
 * @param openFiles how many files may be open at a time; the largest number where there is no limit
 * @param encoding of file names
 * @param proc whether `/proc` can be read
 * @param zone in which schedules are meant
 */
public record Machine(Memory memory, long openFiles, String encoding, boolean proc, ZoneId zone) {

    public static Machine ofThisJava() {
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
        return new Machine(
                Memory.ofThisJava(),
                files,
                System.getProperty("sun.jnu.encoding", ""),
                Files.isReadable(Path.of("/proc/self/stat")),
                ZoneId.systemDefault());
    }
}
