package dev.caravan.reprocess;

import dev.caravan.file.DatasetRecord;
import dev.caravan.file.FileStatus;
import dev.caravan.file.SourceRecord;
import dev.caravan.file.Verdict;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the record of a file, or of a dataset of many files, says of its newest version.
 *
 * @param status null when there is no record, or another program's
 * @param unpublished whether it was published, and is not any more
 */
record KnownState(
        @Nullable FileStatus status,
        @Nullable String job,
        @Nullable String reason,
        boolean unpublished) {
    private static final KnownState NONE = new KnownState(null, null, null, false);

    static KnownState of(@Nullable SourceRecord record) {
        return record == null
                ? NONE
                : new KnownState(record.status(), record.job(), record.reason(), record.unpublishedAt() != null);
    }

    static KnownState of(Optional<DatasetRecord> dataset) {
        return dataset.map(record ->
                        new KnownState(record.status(), record.job(), record.reason(), record.unpublishedAt() != null))
                .orElse(NONE);
    }

    String onItsWay() {
        return status == null ? "it is on its way" : "it is on its way: " + status + ", job " + job;
    }

    /** Why a version is left that is unchanged; null when it is taken. */
    @Nullable
    String unchanged(boolean force) {
        if (status == FileStatus.QUEUED || status == FileStatus.RUNNING) {
            return onItsWay();
        }
        return force || unpublished ? null : "it is published, and has not changed since; force takes it all the same";
    }

    String refused() {
        return "refused: " + because();
    }

    /** Why it is taken. */
    String because(Verdict verdict) {
        return switch (verdict) {
            case NEW -> "it was never published";
            case CHANGED -> "it has changed";
            case OUTDATED -> "its octree was made by another converter, or by other options";
            case ABANDONED -> "it was claimed, and did not come to the queue";
            case REFUSED -> "what it was refused for is gone";
            case FAILED -> "it is " + (status == null ? FileStatus.FAILED : status) + ": " + because();
            case UNCHANGED, BUSY, BROKEN ->
                unpublished ? "it was unpublished" : "it is taken all the same, although it has not changed";
        };
    }

    private String because() {
        return Objects.requireNonNullElse(reason, "its record gives no reason");
    }
}
