package dev.caravan.why;

import dev.caravan.file.DatasetRecord;
import dev.caravan.file.FileStatus;
import dev.caravan.file.FileStore;
import dev.caravan.file.SourceRecord;
import dev.caravan.stage.scan.FoundGroup;
import dev.caravan.stage.scan.Placement;
import dev.caravan.stage.scan.SourceRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the dataset of many files that a path is, or is a file of. */
final class Groups {
    private final SourceRules rules;
    private final FileStore store;

    Groups(SourceRules rules, FileStore store) {
        this.rules = rules;
        this.store = store;
    }

    /** Empty when nothing is known of such a dataset; what has gone from the disk is spoken of by itself. */
    Optional<GroupSubject> subject(Placement placement, Optional<SourceRecord> record) {
        if (placement.kind() == Placement.Kind.MISSING || placement.kind() == Placement.Kind.OUTSIDE) {
            return Optional.empty();
        }
        Placement.Many many = placement.many();
        if (many != null) {
            return ruled(many.key(), many.target());
        }
        return record.map(SourceRecord::dataset)
                .flatMap(this::known)
                .filter(dataset -> dataset.target() != null)
                .map(dataset -> new GroupSubject(
                        dataset.key(),
                        Objects.requireNonNull(dataset.target()),
                        Optional.of(dataset),
                        found(dataset.target()),
                        store.outdated(dataset),
                        null));
    }

    private Optional<GroupSubject> ruled(String key, Path target) {
        Optional<DatasetRecord> record = known(key).filter(dataset -> target.equals(dataset.target()));
        Optional<FoundGroup> found = found(target);
        String refusal = record.isPresent() ? null : refusal(found);
        return record.isPresent() || refusal != null
                ? Optional.of(new GroupSubject(
                        key,
                        target,
                        record,
                        found,
                        record.filter(store::outdated).isPresent(),
                        refusal))
                : Optional.empty();
    }

    /** Where another dataset has the key, the record under it is that one's, and the first file says why. */
    private @Nullable String refusal(Optional<FoundGroup> found) {
        return found.map(group -> group.roster().files())
                .filter(files -> !files.isEmpty())
                .map(files -> files.get(0).path())
                .filter(first -> store.fault(first).isEmpty())
                .flatMap(store::find)
                .filter(file -> file.status() == FileStatus.REFUSED)
                .map(SourceRecord::reason)
                .orElse(null);
    }

    private Optional<DatasetRecord> known(String key) {
        return store.datasetFault(key).isPresent() ? Optional.empty() : store.dataset(key);
    }

    /** What cannot be looked at is a scan's to report. */
    private Optional<FoundGroup> found(Path target) {
        try {
            return rules.group(target);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
