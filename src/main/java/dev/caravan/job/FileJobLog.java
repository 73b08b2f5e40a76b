package dev.caravan.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job's log as a text file, each line with its time (UTC). When it cannot be written the service's log says so. */
public record FileJobLog(Path file) implements JobLog {
    private static final Logger LOG = LoggerFactory.getLogger(FileJobLog.class);

    /** `<directory>/<id>.log` */
    public static FileJobLog of(Path directory, String id) {
        return new FileJobLog(directory.resolve(id + ".log"));
    }

    @Override
    public synchronized void append(String line) {
        String indented = line.stripTrailing().replace("\n", "\n    ");
        String stamped = Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + indented + "\n";
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, stamped, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.warn("cannot write to the job's log ({}): {}", e, stamped);
        }
    }
}
