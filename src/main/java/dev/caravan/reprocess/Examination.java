package dev.caravan.reprocess;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.file.FileStore;
import dev.caravan.file.Finding;
import dev.caravan.file.SourceRecord;
import dev.caravan.file.Verdict;
import dev.caravan.stage.scan.Placement;
import dev.caravan.stage.scan.SourceRules;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at one path after the other, and decides what is to happen to its dataset. It changes nothing; the claim has the last word. */
final class Examination implements Examiner {
    private final SourceRules rules;
    private final FileStore store;
    private final ReprocessRequest request;
    private final GroupExamination groups;

    Examination(SourceRules rules, FileStore store, ReprocessRequest request) {
        this.rules = rules;
        this.store = store;
        this.request = request;
        this.groups = new GroupExamination(rules, store, request);
    }

    @Override
    public Optional<Decision> decide(String path) {
        try {
            return decide(Path.of(path));
        } catch (InvalidPathException e) {
            return Optional.of(Decision.skip(path, null, "it is no path of a file: " + e.getReason()));
        }
    }

    private Optional<Decision> decide(Path path) {
        Placement placement = rules.place(path);
        if (placement.kind() == Placement.Kind.TAKEN) {
            return Optional.of(file(path, placement.dataset()));
        }
        Optional<Path> target = groups.target(path, placement);
        return target.isPresent()
                ? groups.decide(target.get())
                : Optional.of(Decision.skip(path.toString(), null, placement.sentence()));
    }

    private Decision file(Path path, Dataset dataset) {
        Optional<String> fault = store.fault(path);
        if (fault.isPresent()) {
            return Decision.skip(path.toString(), dataset.key(), fault.get());
        }
        SourceFile file = dataset.sources().get(0);
        Optional<Finding> finding = store.ask(List.of(file)).stream().findFirst();
        SourceRecord record = store.find(path).orElse(null);
        Verdict verdict = finding.map(Finding::verdict).orElse(Verdict.UNCHANGED);
        String obstacle = obstacle(dataset, KnownState.of(record), verdict, finding);
        return obstacle == null
                ? start(dataset, record, verdict)
                : Decision.skip(path.toString(), dataset.key(), obstacle);
    }

    /** Why the file is left; null when it is taken. */
    private @Nullable String obstacle(Dataset dataset, KnownState known, Verdict verdict, Optional<Finding> finding) {
        boolean claimable = finding.map(found -> found.claimable(dataset.key())).orElse(false);
        return switch (verdict) {
            case BUSY -> known.onItsWay();
            case UNCHANGED -> known.unchanged(request.force());
            case REFUSED -> claimable ? null : known.refused();
            case NEW, CHANGED -> growing(dataset.sources().get(0));
            case OUTDATED, ABANDONED, FAILED -> null;
            case BROKEN -> "its record is not a hash";
        };
    }

    private @Nullable String growing(SourceFile file) {
        return rules.settledAt(file)
                .map(settled -> "it was written to a moment ago, and can be taken at " + settled)
                .orElse(null);
    }

    private Decision start(Dataset dataset, @Nullable SourceRecord record, Verdict verdict) {
        Dataset labelled = dataset.with(request.over(dataset.labels()));
        if (request.start() == ReprocessRequest.Start.CONVERT) {
            return Decision.convert(labelled, KnownState.of(record).because(verdict));
        }
        return record == null || verdict == Verdict.NEW || verdict == Verdict.CHANGED
                ? Decision.withoutOctree(labelled)
                : Decision.publish(labelled, KeptOctree.of(record));
    }
}
