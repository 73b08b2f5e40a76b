package dev.caravan.file;

import dev.caravan.dataset.Unit;
import dev.caravan.job.FailureKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The record of a dataset of many files: a typed view of the Redis hash `dataset:<key>`. A part that the hash does not
 * have, or has as an empty string, is null.
 *
 * @param key dataset key
 * @param unit DIRECTORY or MANIFEST
 * @param target the directory or the manifest, absolute
 * @param members how many files were there when it was claimed, or was found not to be whole
 * @param fingerprint of that version
 * @param waitingReason why it was not taken when it was looked at last; null while it does not wait. What the other
 *     parts say is then about an older version
 * @param lookedAt when that was
 * @param status null until it is claimed, or is found not to be whole
 * @param job id of the newest claim or job
 * @param stage where its job is, or was when it ended
 * @param attempts at that stage
 * @param reason why it FAILED, was REFUSED or CANCELLED
 * @param octree path of the octree that was proven last
 * @param octreeAt when that was
 * @param publishedAt when the last object of the last publication was proven
 * @param url address of `metadata.json`
 * @param failure the class of the failure of its job, when it FAILED
 * @param points points that the octree was proven to hold
 * @param madeBy mark of what has made the octree; null where nobody has noted it
 * @param octreeJob id of the job that made the octree; null when the octree is of another version
 * @param completedFingerprint of the version that was COMPLETED before something of it was missing; null when nothing is
 * @param deletedAt when it was found to be gone from its source; null while it is there
 * @param unpublishedAt when the last target lost it that had it; null when none did, or it was taken again since
 * @param unpublishedFor why: `deleted`, `age` or `asked`
 * @param completed where its source was moved to when it had been archived; null when it was not
 */
public record DatasetRecord(
        String key,
        @Nullable Unit unit,
        @Nullable Path target,
        int members,
        @Nullable String fingerprint,
        @Nullable String waitingReason,
        @Nullable Instant lookedAt,
        @Nullable FileStatus status,
        @Nullable String job,
        @Nullable String stage,
        int attempts,
        @Nullable String reason,
        @Nullable Path octree,
        @Nullable Instant octreeAt,
        @Nullable Instant publishedAt,
        @Nullable URI url,
        @Nullable FailureKind failure,
        @Nullable Long points,
        @Nullable String madeBy,
        @Nullable String octreeJob,
        @Nullable String completedFingerprint,
        @Nullable Instant deletedAt,
        @Nullable Instant unpublishedAt,
        @Nullable String unpublishedFor,
        @Nullable Path completed) {

    /** @throws MalformedRecordException when a field cannot be what it is said to be */
    static DatasetRecord of(String key, Map<String, String> hash) {
        RecordFields fields = new RecordFields("dataset:" + key, hash);
        return new DatasetRecord(
                key,
                fields.value("unit", unit -> Unit.valueOf(unit.toUpperCase(Locale.ROOT))),
                fields.value("target", Path::of),
                fields.numberOr("members", 0),
                fields.text("fingerprint"),
                fields.text("waiting_reason"),
                fields.seconds("looked_at"),
                fields.value("status", FileStatus::valueOf),
                fields.text("job"),
                fields.text("stage"),
                fields.numberOr("attempts", 0),
                fields.text("reason"),
                fields.value("octreepath", Path::of),
                fields.seconds("timestamp_octree"),
                fields.seconds("timestamp_s3"),
                fields.value("url", URI::create),
                fields.value("failure", FailureKind::valueOf),
                fields.number("points"),
                fields.text("made_by"),
                fields.text("octree_job"),
                fields.text("completed_fingerprint"),
                fields.seconds("deleted_at"),
                fields.seconds("unpublished_at"),
                fields.text("unpublished_for"),
                fields.value("completed_path", Path::of));
    }
}
