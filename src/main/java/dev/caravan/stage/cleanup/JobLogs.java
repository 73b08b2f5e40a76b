package dev.caravan.stage.cleanup;

import dev.caravan.review.Reviews;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes log files of jobs, and counts them. Made for one clean-up. One that cannot be deleted is said, and left to the next. */
final class JobLogs {
    private static final Logger LOG = LoggerFactory.getLogger(JobLogs.class);
    private static final String EXTENSION = ".log";

    private final Path directory;
    private final boolean dryRun;
    private long count;
    private long bytes;

    JobLogs(Path directory, boolean dryRun) {
        this.directory = directory;
        this.dryRun = dryRun;
    }

    long count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    /** Nothing happens when the job has no log here. */
    void delete(String job) {
        delete(directory.resolve(job + EXTENSION));
    }

    /** Those that nobody has written to since, and whose job may lose it. */
    void deleteOlderThan(Instant time, Predicate<String> mayLose) throws IOException {
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(directory, "*" + EXTENSION)) {
            for (Path log : logs) {
                if (isOlder(log, time) && mayLose.test(job(log))) {
                    delete(log);
                }
            }
        } catch (NoSuchFileException e) {
            LOG.debug("no job has written a log yet: {}", e.getMessage());
        }
    }

    private static String job(Path log) {
        String name = log.getFileName().toString();
        return name.substring(0, name.length() - EXTENSION.length());
    }

    private static boolean isOlder(Path log, Instant time) throws IOException {
        try {
            return Files.getLastModifiedTime(log).toInstant().isBefore(time);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void delete(Path log) {
        try {
            long size = Files.size(log);
            if (!dryRun) {
                Files.delete(log);
                Files.deleteIfExists(directory.resolve(job(log) + Reviews.EXTENSION));
            }
            count++;
            bytes += size;
        } catch (NoSuchFileException e) {
            LOG.debug("another instance was faster, or the log is on its disk: {}", e.getMessage());
        } catch (IOException e) {
            LOG.warn("cannot delete the log {}: {}", log, e.toString());
        }
    }
}
