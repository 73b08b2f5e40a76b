package dev.caravan.version;

import dev.caravan.s3.VersionSettings;
import dev.caravan.version.Pointer.Earlier;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Which versions are kept: the live one always, and of those before it the newest, and each that somebody may still be reading.
 *
 * @param keep versions, the live one included
 * @param keepFor how long a version stays at least after it was replaced
 */
record KeepRule(int keep, Duration keepFor) {

    static KeepRule of(VersionSettings settings) {
        return new KeepRule(settings.keep(), settings.keepFor());
    }

    /** Those that may go. */
    List<String> due(Pointer pointer, Instant now) {
        return pointer.earlier().stream()
                .sorted(Comparator.comparing(Earlier::version).reversed())
                .skip(keep - 1L)
                .filter(earlier -> !earlier.replaced().plus(keepFor).isAfter(now))
                .map(Earlier::version)
                .toList();
    }
}
