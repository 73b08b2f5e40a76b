package dev.caravan.why;

import dev.caravan.file.FileStatus;
import dev.caravan.file.SourceRecord;
import dev.caravan.stage.scan.Placement;
import java.util.Optional;

/** Speaks of a path at which a scan finds nothing to take. */
final class UnfoundFile {
    private final Outlook outlook;
    private final Departure departure;

    UnfoundFile(Outlook outlook, Departure departure) {
        this.outlook = outlook;
        this.departure = departure;
    }

    Answer answer(Placement placement, Optional<SourceRecord> record) {
        Answer answer =
                switch (placement.kind()) {
                    case OUTSIDE ->
                        answer(FileState.OUTSIDE, placement, "add its directory to caravan.scan.sources, or move it");
                    case MISSING -> missing(placement, record);
                    case DIRECTORY ->
                        answer(
                                FileState.IGNORED,
                                placement,
                                "ask for a file in it; GET /api/v1/files?prefix= lists those that are known");
                    case MEMBER ->
                        answer(FileState.NEW, placement, "nothing is known of the dataset yet; " + outlook.next());
                    case UNREADABLE ->
                        answer(FileState.WAITING, placement, "let the service read it; then " + outlook.next());
                    case IGNORED, TAKEN ->
                        answer(
                                FileState.IGNORED,
                                placement,
                                "if it is to be taken, change the name or the rule; then " + outlook.next());
                };
        return answer.adding(record.map(this::before).orElse(""));
    }

    private static Answer missing(Placement placement, Optional<SourceRecord> record) {
        return record.isEmpty()
                ? answer(
                        FileState.MISSING,
                        placement,
                        "check the name, in which upper and lower case differ; it has never been seen")
                : answer(FileState.MISSING, placement, "put it back if it is still needed");
    }

    private static Answer answer(FileState state, Placement placement, String next) {
        return new Answer(state, placement.sentence(), next);
    }

    private String before(SourceRecord record) {
        if (record.status() == FileStatus.QUEUED || record.status() == FileStatus.RUNNING) {
            return "; the job " + record.job() + " of a version that was there is " + record.status();
        }
        if (record.deletedAt() != null) {
            return departure.ofDeleted(record, record.deletedAt());
        }
        return record.publishedAt() == null
                ? record.status() == null ? "" : "; when it was seen last it was " + record.status()
                : "; a version was published at " + Span.time(record.publishedAt()) + ", and stays published";
    }
}
