package dev.caravan.why;

import dev.caravan.dataset.SourceFile;
import dev.caravan.file.SourceRecord;
import dev.caravan.stage.scan.SourceRules;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Speaks of a version that no scan has taken yet. */
final class UntakenFile {
    private final SourceRules rules;
    private final Outlook outlook;
    private final Clock clock;

    UntakenFile(SourceRules rules, Outlook outlook, Clock clock) {
        this.rules = rules;
        this.outlook = outlook;
        this.clock = clock;
    }

    Answer answer(Subject subject) {
        Optional<Instant> settled = rules.settledAt(subject.file());
        String before = subject.record().map(UntakenFile::before).orElse("");
        if (settled.isPresent()) {
            return new Answer(
                    FileState.WAITING,
                    "waiting: " + written(subject.file()) + outlook.looked() + "; taken when it has been still for "
                            + Span.of(rules.settle()) + before,
                    "wait until nobody has written to it since "
                            + Span.time(settled.get().minus(rules.settle())) + ", "
                            + Span.between(clock.instant(), settled.get()) + " from now; " + outlook.next());
        }
        boolean known = !before.isEmpty();
        return new Answer(
                FileState.NEW,
                (known ? "changed: no scan has taken this version yet" : "new: no scan has taken it yet") + before,
                outlook.next());
    }

    private String written(SourceFile file) {
        Instant now = clock.instant();
        return file.modified().isAfter(now)
                ? "its modification time, " + Span.time(file.modified()) + ", is in the future"
                : "written to " + Span.between(file.modified(), now) + " ago";
    }

    /** What became of the version before. */
    private static String before(SourceRecord record) {
        if (record.publishedAt() != null) {
            return "; an older version was published at " + Span.time(record.publishedAt()) + ", and stays until then";
        }
        return record.status() == null ? "" : "; an older version is " + record.status();
    }
}
