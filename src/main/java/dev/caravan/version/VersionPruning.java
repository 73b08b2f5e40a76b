package dev.caravan.version;

import dev.caravan.history.History;
import dev.caravan.history.NewOperation;
import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.ManifestException;
import dev.caravan.s3.ListedObject;
import dev.caravan.s3.VersionSettings;
import dev.caravan.version.DatasetLocks.Held;
import dev.caravan.version.VersionedDataset.Found;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Deletes versions, under the lock of their dataset. The pointer forgets them first: nobody can roll back to what is being
 * deleted. What readers open goes before the rest: who opens the version from then on finds nothing, not a part.
 */
public final class VersionPruning {
    private static final Logger LOG = LoggerFactory.getLogger(VersionPruning.class);

    private final KeepRule rule;
    private final History history;
    private final Clock clock;

    public VersionPruning(VersionSettings settings, History history, Clock clock) {
        this.rule = KeepRule.of(settings);
        this.history = history;
        this.clock = clock;
    }

    /** The same as {@link #prune}; what cannot be deleted now is left to the next sweep. */
    void tryPrune(VersionedDataset dataset, Held lock) {
        try {
            prune(dataset, lock);
        } catch (IOException | DataAccessException e) {
            LOG.warn(
                    "old versions of {} stay in target {} until the next sweep: {}",
                    dataset.key(),
                    dataset.target(),
                    e.toString());
        }
    }

    /** @return how many versions were deleted */
    int prune(VersionedDataset dataset, Held lock) throws IOException {
        Optional<Found> found = dataset.pointer();
        List<String> due =
                found.map(one -> rule.due(one.pointer(), clock.instant())).orElse(List.of());
        if (due.isEmpty()) {
            return 0;
        }
        lock.renew();
        dataset.point(found.get().pointer().without(due), found.get());
        for (String version : due) {
            delete(dataset, version, lock, "replaced, and no longer kept");
        }
        return due.size();
    }

    /**
     * Deletes one that no pointer knows.
     *
     * @param reason for the history
     */
    void delete(VersionedDataset dataset, String version, Held lock, String reason) throws IOException {
        Instant began = clock.instant();
        String target = sourceOf(dataset, version);
        lock.renew();
        String directory = dataset.directory(version);
        List<ListedObject> objects = new ArrayList<>(dataset.objects(version));
        objects.sort(Comparator.comparing(
                (ListedObject object) -> !Manifest.isDoor(object.key().substring(directory.length()))));
        for (ListedObject object : objects) {
            lock.renew();
            dataset.delete(object.key());
        }
        history.append(NewOperation.on(target, "version-delete")
                .since(began)
                .because(reason)
                .noting("target", dataset.target())
                .noting("dataset", dataset.key())
                .noting("version", version)
                .noting("bytes", objects.stream().mapToLong(ListedObject::size).sum()));
        LOG.info("version {} of {} was deleted in target {}: {}", version, dataset.key(), dataset.target(), reason);
    }

    /** What the history calls it: the source, or where that is not known the version's own place. */
    private static String sourceOf(VersionedDataset dataset, String version) throws IOException {
        try {
            return dataset.version(version)
                    .map(found -> found.manifest().target())
                    .orElseGet(() -> dataset.place(version));
        } catch (ManifestException e) {
            LOG.debug("deleted all the same: {}", e.getMessage());
            return dataset.place(version);
        }
    }
}
