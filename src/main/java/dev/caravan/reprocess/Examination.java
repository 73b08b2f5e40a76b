package dev.caravan.reprocess;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.file.FileStatus;
import dev.caravan.file.FileStore;
import dev.caravan.file.Finding;
import dev.caravan.file.SourceRecord;
import dev.caravan.file.Verdict;
import dev.caravan.reprocess.Decision.Action;
import dev.caravan.stage.scan.Placement;
import dev.caravan.stage.scan.SourceRules;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at one file after the other, and decides what is to happen to it. It changes nothing; the claim has the last word. */
final class Examination {
    private final SourceRules rules;
    private final FileStore store;
    private final ReprocessRequest request;

    Examination(SourceRules rules, FileStore store, ReprocessRequest request) {
        this.rules = rules;
        this.store = store;
        this.request = request;
    }

    Decision decide(String path) {
        try {
            return decide(Path.of(path));
        } catch (InvalidPathException e) {
            return Decision.skip(path, null, "it is no path of a file: " + e.getReason());
        }
    }

    private Decision decide(Path path) {
        Placement placement = rules.place(path);
        if (placement.many() != null) {
            return Decision.skip(
                    path.toString(),
                    placement.many(),
                    placement.sentence() + "; retry the dataset's job, or change a file of it");
        }
        if (placement.kind() != Placement.Kind.TAKEN) {
            return Decision.skip(path.toString(), null, placement.sentence());
        }
        Dataset dataset = placement.dataset();
        Optional<String> fault = store.fault(path);
        if (fault.isPresent()) {
            return Decision.skip(path.toString(), dataset.key(), fault.get());
        }
        SourceFile file = dataset.sources().get(0);
        Optional<Finding> finding = store.ask(List.of(file)).stream().findFirst();
        SourceRecord record = store.find(path).orElse(null);
        Verdict verdict = finding.map(Finding::verdict).orElse(Verdict.UNCHANGED);
        String obstacle = obstacle(dataset, record, verdict, finding);
        return obstacle == null
                ? start(dataset, record, verdict)
                : Decision.skip(path.toString(), dataset.key(), obstacle);
    }

    /** Why the file is left; null when it is taken. */
    private @Nullable String obstacle(
            Dataset dataset, @Nullable SourceRecord record, Verdict verdict, Optional<Finding> finding) {
        boolean claimable = finding.map(found -> found.claimable(dataset.key())).orElse(false);
        return switch (verdict) {
            case BUSY -> onItsWay(record);
            case UNCHANGED -> unchanged(record);
            case REFUSED -> claimable ? null : "refused: " + reason(record);
            case NEW, CHANGED -> growing(dataset.sources().get(0));
            case ABANDONED, FAILED -> null;
            case BROKEN -> "its record is not a hash";
        };
    }

    private @Nullable String unchanged(@Nullable SourceRecord record) {
        FileStatus status = record == null ? null : record.status();
        if (status == FileStatus.QUEUED || status == FileStatus.RUNNING) {
            return onItsWay(record);
        }
        return request.force() ? null : "it is published, and has not changed since; force takes it all the same";
    }

    private static String onItsWay(@Nullable SourceRecord record) {
        return record == null ? "it is on its way" : "it is on its way: " + record.status() + ", job " + record.job();
    }

    private @Nullable String growing(SourceFile file) {
        return rules.settledAt(file)
                .map(settled -> "it was written to a moment ago, and can be taken at " + settled)
                .orElse(null);
    }

    private Decision start(Dataset dataset, @Nullable SourceRecord record, Verdict verdict) {
        String path = dataset.sources().get(0).path().toString();
        Dataset labelled = dataset.with(request.over(dataset.labels()));
        if (request.start() == ReprocessRequest.Start.CONVERT) {
            return new Decision(path, dataset.key(), Action.CONVERT, because(record, verdict), labelled);
        }
        if (record == null || verdict == Verdict.NEW || verdict == Verdict.CHANGED) {
            return Decision.skip(path, dataset.key(), "there is no octree of this version yet; use from=convert");
        }
        KeptOctree kept = KeptOctree.of(record);
        return kept.octree()
                .map(octree -> new Decision(path, dataset.key(), Action.PUBLISH, kept.reason(), labelled.with(octree)))
                .orElseGet(() -> Decision.skip(path, dataset.key(), kept.reason()));
    }

    private static String because(@Nullable SourceRecord record, Verdict verdict) {
        return switch (verdict) {
            case NEW -> "it was never published";
            case CHANGED -> "it has changed";
            case ABANDONED -> "it was claimed, and did not come to the queue";
            case REFUSED -> "what it was refused for is gone";
            case FAILED -> "it is " + (record == null ? "FAILED" : record.status()) + ": " + reason(record);
            case UNCHANGED, BUSY, BROKEN -> "it is taken all the same, although it has not changed";
        };
    }

    private static String reason(@Nullable SourceRecord record) {
        return record == null ? "" : Objects.requireNonNullElse(record.reason(), "its record gives no reason");
    }
}
