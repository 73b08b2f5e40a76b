package dev.caravan.why;

import dev.caravan.file.DatasetRecord;
import dev.caravan.file.FileStatus;
import dev.caravan.file.PrintablePath;
import dev.caravan.job.Job;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Speaks of a dataset of many files, whichever of its files was asked for. */
final class GroupVoice {
    private final JobOnItsWay onItsWay;
    private final Outlook outlook;
    private final Clock clock;

    GroupVoice(JobOnItsWay onItsWay, Outlook outlook, Clock clock) {
        this.onItsWay = onItsWay;
        this.outlook = outlook;
        this.clock = clock;
    }

    /** @param job its newest; empty when there was none, or it has been forgotten */
    Answer answer(DatasetRecord record, Optional<Job> job) {
        return state(record, job).adding(of(record));
    }

    private Answer state(DatasetRecord record, Optional<Job> job) {
        FileStatus status = record.status();
        if (record.waitingReason() != null) {
            String looked = record.lookedAt() == null
                    ? ""
                    : ", looked at " + Span.between(record.lookedAt(), clock.instant()) + " ago";
            return new Answer(
                    FileState.WAITING,
                    "waiting: " + record.waitingReason() + looked,
                    "when it is whole: " + outlook.next());
        } else if (status == FileStatus.QUEUED || status == FileStatus.RUNNING) {
            return job.map(onItsWay::answer)
                    .orElseGet(() -> new Answer(
                            FileState.NEW, "its job " + record.job() + " does not exist any more", outlook.next()));
        } else if (status == FileStatus.COMPLETED) {
            return new Answer(
                    FileState.UNCHANGED,
                    "published" + (record.publishedAt() == null ? "" : " at " + Span.time(record.publishedAt()))
                            + (record.url() == null ? "" : " as " + record.url()),
                    "nothing is to be done: when a file of it changes, is added or removed, the next scan takes it");
        }
        return status == null || status == FileStatus.CLAIMED
                ? new Answer(FileState.NEW, "no job has it yet", outlook.next())
                : ended(record, status, job);
    }

    private static Answer ended(DatasetRecord record, FileStatus status, Optional<Job> job) {
        String stage = record.stage() == null ? "" : " at " + record.stage();
        String reason = Objects.requireNonNullElse(record.reason(), "its record gives no reason");
        String mended = "mend what the reason names; when one of its files has changed the next scan takes it";
        return new Answer(
                FileState.valueOf(status.name()),
                status.name().toLowerCase(Locale.ROOT) + stage + ": " + reason,
                job.map(found -> mended + ", or: POST /api/v1/jobs/" + found.id() + "/retry")
                        .orElse(mended));
    }

    private static String of(DatasetRecord record) {
        String target = record.target() == null ? record.key() : PrintablePath.of(record.target());
        return " (the dataset of " + record.members() + " files, '" + target + "')";
    }
}
