package dev.caravan.reprocess;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Roster;
import dev.caravan.file.DatasetRecord;
import dev.caravan.file.FileStore;
import dev.caravan.file.RosterFinding;
import dev.caravan.file.SourceRecord;
import dev.caravan.file.Verdict;
import dev.caravan.stage.scan.FoundGroup;
import dev.caravan.stage.scan.Placement;
import dev.caravan.stage.scan.SourceRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is to happen to a dataset of many files: once in a request, whichever and however many of its paths are asked
 * for. It remembers the datasets about which it has decided, and none of their files.
 */
final class GroupExamination {
    private final SourceRules rules;
    private final FileStore store;
    private final ReprocessRequest request;
    private final Set<Path> decided = new HashSet<>();

    GroupExamination(SourceRules rules, FileStore store, ReprocessRequest request) {
        this.rules = rules;
        this.store = store;
        this.request = request;
    }

    /** The directory or manifest of which the path is a part, by the rules or by its record; empty when there is none. */
    Optional<Path> target(Path path, Placement placement) {
        if (placement.many() != null) {
            return Optional.of(placement.many().target());
        }
        if (placement.kind() == Placement.Kind.OUTSIDE || store.fault(path).isPresent()) {
            return Optional.empty();
        }
        return store.find(path)
                .map(SourceRecord::dataset)
                .filter(key -> store.datasetFault(key).isEmpty())
                .flatMap(store::dataset)
                .map(DatasetRecord::target);
    }

    /** Empty when this has been decided. */
    Optional<Decision> decide(Path target) {
        if (!decided.add(target)) {
            return Optional.empty();
        }
        Placement placement = rules.place(target);
        String path = target.toString();
        Placement.Many many = placement.many();
        if (many == null || !many.target().equals(target)) {
            return Optional.of(Decision.skip(path, null, placement.sentence()));
        }
        try {
            return Optional.of(rules.group(target)
                    .map(this::decide)
                    .orElseGet(() ->
                            Decision.skip(path, many.key(), placement.sentence() + ", in which a scan finds no file")));
        } catch (IOException e) {
            return Optional.of(Decision.skip(path, many.key(), "it cannot be looked at: " + e));
        }
    }

    private Decision decide(FoundGroup group) {
        Roster roster = group.roster();
        Optional<String> broken = store.datasetFault(roster.key());
        if (broken.isPresent()) {
            return Decision.skip(roster.target().toString(), roster.key(), broken.get());
        }
        Optional<RosterFinding> finding =
                store.rosters().ask(List.of(roster)).stream().findFirst();
        Verdict verdict = finding.map(RosterFinding::verdict).orElse(Verdict.UNCHANGED);
        Optional<DatasetRecord> record =
                store.dataset(roster.key()).filter(known -> roster.target().equals(known.target()));
        String obstacle = obstacle(group, record, verdict, finding);
        return obstacle == null
                ? start(group, record, verdict)
                : Decision.skip(roster.target().toString(), roster.key(), obstacle);
    }

    /** Why the dataset is left; null when it is taken. */
    private @Nullable String obstacle(
            FoundGroup group, Optional<DatasetRecord> record, Verdict verdict, Optional<RosterFinding> finding) {
        KnownState known = KnownState.of(record);
        boolean claimable = finding.map(RosterFinding::claimable).orElse(false);
        String obstacle =
                switch (verdict) {
                    case BUSY -> known.onItsWay();
                    case UNCHANGED -> known.unchanged(request.force());
                    case REFUSED -> claimable ? null : refused(group, record);
                    case NEW, CHANGED -> unfinished(group, record);
                    case OUTDATED, ABANDONED, FAILED -> null;
                    case BROKEN -> "its record is not a hash";
                };
        return obstacle == null ? group.fault().orElse(null) : obstacle;
    }

    /** Where another dataset has its key there is no record of its own; then its first file tells. */
    private String refused(FoundGroup group, Optional<DatasetRecord> record) {
        Path first = group.roster().files().get(0).path();
        return record.isPresent()
                ? KnownState.of(record).refused()
                : KnownState.of(store.find(first).orElse(null)).refused();
    }

    private @Nullable String unfinished(FoundGroup group, Optional<DatasetRecord> record) {
        if (group.missing() != null) {
            return "it is not complete: " + group.missing();
        }
        boolean restored =
                record.map(known -> group.is(known.completedFingerprint())).orElse(false);
        return restored && !request.force()
                ? "it is again as it was published, and the next scan finds that; force takes it all the same"
                : null;
    }

    private Decision start(FoundGroup group, Optional<DatasetRecord> record, Verdict verdict) {
        Dataset dataset = group.dataset().with(request.over(group.labels()));
        if (request.start() == ReprocessRequest.Start.CONVERT) {
            return Decision.convert(dataset, KnownState.of(record).because(verdict));
        }
        return record.filter(known -> group.is(known.fingerprint()))
                .map(known -> Decision.publish(dataset, KeptOctree.of(known)))
                .orElseGet(() -> Decision.withoutOctree(dataset));
    }
}
