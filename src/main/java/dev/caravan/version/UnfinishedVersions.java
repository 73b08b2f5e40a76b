package dev.caravan.version;

import dev.caravan.s3.ListedObject;
import dev.caravan.version.DatasetLocks.Held;
import dev.caravan.version.VersionUploads.Attempt;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Versions that no pointer has ever named, or names no more: their upload, or their deletion, was never finished. */
public final class UnfinishedVersions {
    private final VersionUploads uploads;
    private final VersionPruning pruning;
    private final Predicate<String> jobLives;
    private final Duration age;
    private final Clock clock;

    /**
     * Those of all datasets.
     *
     * @param jobLives whether a job has not ended yet
     * @param age from the newest object of a version on, at which it is taken for abandoned
     */
    public UnfinishedVersions(
            VersionUploads uploads, VersionPruning pruning, Predicate<String> jobLives, Duration age, Clock clock) {
        this.uploads = uploads;
        this.pruning = pruning;
        this.jobLives = jobLives;
        this.age = age;
        this.clock = clock;
    }

    /**
     * Deletes those of a dataset that are old enough, and whose job has ended.
     *
     * @return how many
     */
    int delete(VersionedDataset dataset, Held lock) throws IOException {
        Optional<Attempt> attempt = uploads.find(dataset.target(), dataset.key());
        Optional<Attempt> living = attempt.filter(one -> jobLives.test(one.job()));
        int deleted = 0;
        int left = 0;
        for (String version : unknown(dataset)) {
            boolean inTheMaking =
                    living.filter(one -> one.version().equals(version)).isPresent();
            if (inTheMaking || isYoung(dataset.objects(version))) {
                left++;
            } else {
                pruning.delete(dataset, version, lock, "its upload was never finished");
                deleted++;
            }
        }
        if (left == 0 && living.isEmpty()) {
            attempt.ifPresent(uploads::end);
        }
        return deleted;
    }

    private static List<String> unknown(VersionedDataset dataset) throws IOException {
        Optional<Pointer> pointer = dataset.pointer().map(VersionedDataset.Found::pointer);
        return dataset.versions().stream()
                .filter(version -> pointer.filter(one -> one.knows(version)).isEmpty())
                .toList();
    }

    private boolean isYoung(List<ListedObject> objects) {
        Instant line = clock.instant().minus(age);
        return objects.stream().anyMatch(object -> object.modified().isAfter(line));
    }
}
