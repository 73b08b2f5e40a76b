package dev.caravan.version;

import dev.caravan.publication.Publication;
import dev.caravan.s3.ChangedMeanwhileException;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishException;
import dev.caravan.version.DatasetLocks.Held;
import dev.caravan.version.VersionUploads.Attempt;
import dev.caravan.version.VersionedDataset.Found;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches pointers: under the lock of the dataset, and by a conditional write where the server has such, so that of two who
 * switch at once the second sees what the first has done.
 */
public final class VersionSwitch {
    private static final Logger LOG = LoggerFactory.getLogger(VersionSwitch.class);
    private static final int MOST_TIMES = 10;

    private final DatasetLocks locks;
    private final VersionUploads uploads;
    private final VersionPruning pruning;
    private final Clock clock;

    public VersionSwitch(DatasetLocks locks, VersionUploads uploads, VersionPruning pruning, Clock clock) {
        this.locks = locks;
        this.uploads = uploads;
        this.pruning = pruning;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param live the publication of the version that is live now
     * @param switched whether the pointer was written
     */
    public record Outcome(Publication live, boolean switched) {}

    /** Whether a version is live, or was, and is all there: such a one is not written to. */
    public boolean hasIntact(VersionedDataset dataset, Version version) throws IOException {
        Optional<Found> found = dataset.pointer();
        if (found.isEmpty() || !found.get().pointer().knows(version.name())) {
            return false;
        }
        try {
            new VersionProof(dataset, 0).require(version.manifest());
            return true;
        } catch (DamagedVersionException e) {
            LOG.warn("{} is uploaded again: {}", version.name(), e.getMessage());
            return false;
        }
    }

    /**
     * Makes a version live that was uploaded, and proven. One that was live before, and is not now, stays as it is: somebody has
     * rolled it back.
     *
     * @throws PublishException when a newer attempt has begun, or the version is not all there
     */
    public Outcome publish(VersionedDataset dataset, Version version, Attempt attempt) throws IOException {
        try (Held lock = locks.take(dataset.target(), dataset.key())) {
            new VersionProof(dataset, 0).require(version.manifest());
            Outcome outcome = change(dataset, version, attempt.job(), before -> {
                lock.renew();
                uploads.requireNewest(attempt);
                return before.isEmpty() || !before.get().pointer().knows(version.name());
            });
            uploads.end(attempt);
            pruning.tryPrune(dataset, lock);
            return outcome;
        }
    }

    /**
     * Makes a version live again.
     *
     * @throws UnknownVersionException when it is not kept any more
     */
    Outcome rollBack(VersionedDataset dataset, Version version) throws IOException {
        try (Held lock = locks.take(dataset.target(), dataset.key())) {
            return change(dataset, version, "", before -> {
                lock.renew();
                requireKept(dataset, version.name(), before);
                return !before.get().pointer().version().equals(version.name());
            });
        }
    }

    private interface Decision {
        /** Whether to switch, now that the pointer is this one. */
        boolean on(Optional<Found> before) throws IOException;
    }

    private Outcome change(VersionedDataset dataset, Version version, String job, Decision decision)
            throws IOException {
        for (int time = 1; ; time++) {
            Optional<Found> before = dataset.pointer();
            if (!decision.on(before)) {
                Pointer pointer = before.orElseThrow().pointer();
                Version live = live(dataset, version, pointer);
                return new Outcome(publication(dataset, live, pointer, clock.instant(), job), false);
            }
            Pointer after = before.map(found -> found.pointer().to(version.manifest(), clock.instant()))
                    .orElseGet(() -> Pointer.first(version.manifest(), clock.instant()));
            try {
                dataset.point(after, before.orElse(null));
                return new Outcome(publication(dataset, version, after, after.published(), job), true);
            } catch (ChangedMeanwhileException e) {
                if (time == MOST_TIMES) {
                    throw e;
                }
            }
        }
    }

    private static Version live(VersionedDataset dataset, Version version, Pointer pointer) throws IOException {
        if (pointer.version().equals(version.name())) {
            return version;
        }
        return dataset.version(pointer.version())
                .orElseThrow(() -> new DamagedVersionException("target '" + dataset.target() + "': the live version "
                        + dataset.directory(pointer.version()) + " has no manifest"));
    }

    private static void requireKept(VersionedDataset dataset, String version, Optional<Found> before)
            throws UnknownVersionException {
        if (before.isEmpty() || !before.get().pointer().knows(version)) {
            throw new UnknownVersionException("target '" + dataset.target() + "' keeps no version " + version + " of "
                    + dataset.key() + " any more");
        }
    }

    private static Publication publication(
            VersionedDataset dataset, Version version, Pointer pointer, Instant at, String job) {
        return new Publication(
                dataset.target(),
                Layout.VERSIONED,
                pointer.version(),
                dataset.directory(pointer.version()),
                dataset.address(pointer.version(), version.opened()),
                dataset.pointerAddress(),
                version.objects(),
                version.bytes(),
                at.truncatedTo(ChronoUnit.MILLIS),
                job,
                null);
    }
}
