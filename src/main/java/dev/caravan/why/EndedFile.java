package dev.caravan.why;

import dev.caravan.file.FileStatus;
import dev.caravan.file.SourceRecord;
import dev.caravan.job.FailureKind;
import java.util.Locale;
import java.util.Objects;

/** Speaks of a version that has come to an end, good or bad. */
final class EndedFile {
    private static final String UNPUBLISH = "unpublish";

    private final Outlook outlook;
    private final Destinations destinations;

    EndedFile(Outlook outlook, Destinations destinations) {
        this.outlook = outlook;
        this.destinations = destinations;
    }

    Answer answer(Subject subject, SourceRecord record) {
        FileStatus status = record.status();
        if (stage(record).equals(UNPUBLISH) && (status == FileStatus.FAILED || status == FileStatus.CANCELLED)) {
            return notUnpublished(record, status);
        } else if (status == FileStatus.FAILED) {
            return failed(subject, record);
        } else if (status == FileStatus.CANCELLED) {
            return new Answer(
                    FileState.CANCELLED,
                    "cancelled" + at(record) + ": " + reason(record),
                    "to begin it anew: " + subject.again().from(stage(record)));
        } else if (status == FileStatus.REFUSED) {
            return refused(subject, record);
        }
        return record.unpublishedAt() != null || status == null
                ? published(subject, record)
                : destinations
                        .answer(subject.datasetKey(), subject.again())
                        .orElseGet(() -> published(subject, record));
    }

    /** A reprocess would publish it again. */
    private static Answer notUnpublished(SourceRecord record, FileStatus status) {
        return new Answer(
                FileState.valueOf(status.name()),
                status.name().toLowerCase(Locale.ROOT) + at(record) + ": " + reason(record),
                "to go on with it: POST /api/v1/jobs/" + record.job() + "/retry");
    }

    private static Answer published(Subject subject, SourceRecord record) {
        if (record.unpublishedAt() != null) {
            return new Answer(
                    FileState.UNCHANGED,
                    "unchanged" + Departure.unpublished(record.unpublishedAt(), record.unpublishedFor()),
                    "to publish it again: " + subject.again().from("publish"));
        }
        String when = record.publishedAt() == null ? "" : " at " + Span.time(record.publishedAt());
        String where = record.url() == null ? "" : " as " + record.url();
        String by = record.status() == null ? " by another program" : "";
        return new Answer(
                FileState.UNCHANGED,
                "unchanged since it was published" + when + where + by,
                "nothing is to be done; to convert it once more: "
                        + subject.again().forced());
    }

    private static Answer failed(Subject subject, SourceRecord record) {
        FailureKind kind = record.failure();
        ReprocessCall again = subject.again().from(stage(record));
        String attempts = record.attempts() > 1 ? " after " + record.attempts() + " attempts" : "";
        String next = kind == null
                ? "when the reason is gone: " + again
                : kind.advice() + (kind == FailureKind.BAD_INPUT ? "; to try it as it is: " : ": ") + again;
        return new Answer(FileState.FAILED, "failed" + at(record) + attempts + ": " + reason(record), next);
    }

    private Answer refused(Subject subject, SourceRecord record) {
        if (subject.obstacleIsGone()) {
            return new Answer(
                    FileState.NEW, "refused until now, but the reason is gone: " + reason(record), outlook.next());
        }
        return new Answer(
                FileState.REFUSED,
                "refused: " + reason(record),
                "rename or remove one of the two, or exclude it (caravan.scan.sources[].exclude); then "
                        + outlook.next());
    }

    private static String at(SourceRecord record) {
        return stage(record).isEmpty() ? "" : " at " + stage(record);
    }

    private static String stage(SourceRecord record) {
        return Objects.requireNonNullElse(record.stage(), "");
    }

    private static String reason(SourceRecord record) {
        return Objects.requireNonNullElse(record.reason(), "its record gives no reason");
    }
}
