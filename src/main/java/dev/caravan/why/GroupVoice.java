package dev.caravan.why;

import dev.caravan.file.DatasetRecord;
import dev.caravan.file.FileStatus;
import dev.caravan.job.FailureKind;
import dev.caravan.job.Job;
import dev.caravan.stage.scan.FoundGroup;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Speaks of a dataset of many files, whichever of its files was asked for. */
final class GroupVoice {
    private final JobOnItsWay onItsWay;
    private final Outlook outlook;
    private final Destinations destinations;
    private final Clock clock;

    GroupVoice(JobOnItsWay onItsWay, Outlook outlook, Destinations destinations, Clock clock) {
        this.onItsWay = onItsWay;
        this.outlook = outlook;
        this.destinations = destinations;
        this.clock = clock;
    }

    /** @param job its newest; empty when there was none, or it has been forgotten */
    Answer answer(GroupSubject subject, Optional<Job> job) {
        return subject.record()
                .map(record -> known(subject, record, job))
                .orElseGet(() -> refused(Objects.requireNonNullElse(subject.refusal(), "its record gives no reason")))
                .adding(subject.name());
    }

    private Answer known(GroupSubject subject, DatasetRecord record, Optional<Job> job) {
        FileStatus status = record.status();
        if (record.waitingReason() != null) {
            return waiting(record.waitingReason(), looked(record));
        } else if (status == FileStatus.QUEUED || status == FileStatus.RUNNING) {
            Answer answer = job.map(onItsWay::answer)
                    .orElseGet(() -> new Answer(
                            FileState.NEW, "its job " + record.job() + " does not exist any more", outlook.next()));
            return subject.changed(record)
                    ? answer.adding("; it has changed since, and is taken again when this version has ended")
                    : answer;
        } else if (status == null || status == FileStatus.CLAIMED) {
            return new Answer(FileState.NEW, "no job has it yet", outlook.next());
        }
        return subject.found()
                .filter(found -> subject.changed(record))
                .map(found -> changed(found, record))
                .orElseGet(() -> ended(subject, record, status));
    }

    private String looked(DatasetRecord record) {
        return record.lookedAt() == null
                ? ""
                : ", looked at " + Span.between(record.lookedAt(), clock.instant()) + " ago";
    }

    private Answer waiting(String reason, String looked) {
        return new Answer(FileState.WAITING, "waiting: " + reason + looked, "when it is whole: " + outlook.next());
    }

    /** No scan has seen this version, or it could not be taken. */
    private Answer changed(FoundGroup found, DatasetRecord record) {
        String missing = found.missing();
        return missing != null
                ? waiting(missing, "")
                : new Answer(
                        FileState.NEW,
                        "changed: no scan has taken this version yet; an older version is " + record.status(),
                        outlook.next());
    }

    private Answer ended(GroupSubject subject, DatasetRecord record, FileStatus status) {
        if (status == FileStatus.COMPLETED && record.unpublishedAt() != null) {
            return new Answer(
                    FileState.UNCHANGED,
                    "unchanged" + Departure.unpublished(record.unpublishedAt(), record.unpublishedFor()),
                    "to publish it again: " + subject.again().from("publish"));
        }
        if (status == FileStatus.COMPLETED && subject.outdated()) {
            return Remade.answer(record.publishedAt(), outlook);
        }
        if (status == FileStatus.COMPLETED) {
            return destinations.answer(subject.key(), subject.again()).orElseGet(() -> published(subject, record));
        }
        String reason = Objects.requireNonNullElse(record.reason(), "its record gives no reason");
        if (status == FileStatus.REFUSED) {
            return refused(reason);
        }
        String stage = Objects.requireNonNullElse(record.stage(), "");
        return new Answer(
                FileState.valueOf(status.name()),
                status.name().toLowerCase(Locale.ROOT) + (stage.isEmpty() ? "" : " at " + stage) + ": " + reason,
                next(subject, record, stage));
    }

    private static Answer published(GroupSubject subject, DatasetRecord record) {
        return new Answer(
                FileState.UNCHANGED,
                "published" + (record.publishedAt() == null ? "" : " at " + Span.time(record.publishedAt()))
                        + (record.url() == null ? "" : " as " + record.url()),
                "nothing is to be done: when a file of it changes, is added or removed, the next scan takes it; to"
                        + " convert it once more: " + subject.again().forced());
    }

    /** What no job has tried, because a file is missing, cannot be tried as it is. */
    private static String next(GroupSubject subject, DatasetRecord record, String stage) {
        if (stage.equals("unpublish")) {
            return "to go on with it: POST /api/v1/jobs/" + record.job() + "/retry";
        }
        if (stage.isEmpty()) {
            return "mend what the reason names; the next scan takes it, because it has changed";
        }
        FailureKind kind = record.status() == FileStatus.FAILED ? record.failure() : null;
        String advice = kind == null ? "when the reason is gone" : kind.advice();
        String mended = kind == FailureKind.BAD_INPUT ? "; to try it as it is: " : ": ";
        return advice + mended + subject.again().from(stage);
    }

    private Answer refused(String reason) {
        return new Answer(
                FileState.REFUSED,
                "refused: " + reason,
                "do what the reason says, or exclude one of the two (caravan.scan.sources[].exclude); then "
                        + outlook.next());
    }
}
