package dev.caravan.stage.scan;

import dev.caravan.dataset.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a file has been left alone long enough to be taken.
 *
 * <p>A modification time older than the settle time is enough. A time in the future says nothing about writing (a
 * camera's clock, a time zone lost on the way); such a file is judged by the time at which the file system last changed
 * its entry, which no copying tool can set. Where that is in the future too, or is not to be had (Windows), the
 * file waits until the time has come.
 */
record Settling(Duration settle, Clock clock) {

    boolean settled(SourceFile file) {
        if (settle.isZero()) {
            return true;
        }
        Instant now = clock.instant();
        Instant latest = now.minus(settle);
        Instant modified = file.modified();
        return modified.isAfter(now) ? changedBefore(file, latest) : !modified.isAfter(latest);
    }

    /** When the file will have been left alone for long enough, if nobody writes to it again; empty when it has. */
    Optional<Instant> end(SourceFile file) {
        if (settled(file)) {
            return Optional.empty();
        }
        boolean future = file.modified().isAfter(clock.instant());
        Instant since = future ? changed(file).orElse(file.modified()) : file.modified();
        return Optional.of(since.plus(settle));
    }

    private static boolean changedBefore(SourceFile file, Instant latest) {
        return changed(file).filter(changed -> !changed.isAfter(latest)).isPresent();
    }

    /** Empty when it vanished, or the system does not know. */
    private static Optional<Instant> changed(SourceFile file) {
        try {
            return Optional.of(((FileTime) Files.getAttribute(file.path(), "unix:ctime")).toInstant());
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
