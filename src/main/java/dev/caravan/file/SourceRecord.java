package dev.caravan.file;

import dev.caravan.job.FailureKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The record of a source file: a typed view of the Redis hash `file:<absolute path>`. A part that the hash does not
 * have, or has as an empty string, is null.
 *
 * @param path absolute path of the file
 * @param size bytes of the version that was claimed last; null in records that another program wrote
 * @param modified its modification time; from `timestamp_file`, in whole seconds, where `modified` is not there
 * @param sha256 its content, lower-case hex; only where `caravan.claim.content-hash` is on
 * @param key dataset key
 * @param dataset the same, where the file is one of many of it, or its manifest; null for a dataset of its own
 * @param removedFrom key of a dataset whose octree no longer has this file's points, because it was deleted, or the
 *     manifest does not name it any more
 * @param removedAt when that was seen
 * @param status null in records that another program wrote
 * @param job id of the newest claim or job
 * @param claimedUntil by Redis' clock; only while CLAIMED
 * @param stage where its job is, or was when it ended
 * @param attempts at that stage
 * @param reason why it FAILED, was REFUSED or CANCELLED
 * @param octree path of the octree that was proven last
 * @param octreeAt when that was
 * @param publishedAt when the last object of the last publication was proven
 * @param url address of `metadata.json`
 * @param failure the class of the failure, when it FAILED
 * @param user whose job it is, or was
 * @param project what its job belongs to
 * @param points points that the octree was proven to hold
 * @param madeBy mark of what has made the octree; null where nobody has noted it
 * @param octreeJob id of the job that made the octree; null when the octree is of another version of the file
 * @param deletedAt when it was found to be gone from its source; null while it is there
 * @param unpublishedAt when the last target lost it that had it; null when none did, or it was taken again since
 * @param unpublishedFor why: `deleted`, `age` or `asked`
 * @param completed where its source was moved to when it had been archived; null when it was not
 */
public record SourceRecord(
        Path path,
        @Nullable Long size,
        @Nullable Instant modified,
        @Nullable String sha256,
        @Nullable String key,
        @Nullable String dataset,
        @Nullable String removedFrom,
        @Nullable Instant removedAt,
        @Nullable FileStatus status,
        @Nullable String job,
        @Nullable Instant claimedUntil,
        @Nullable String stage,
        int attempts,
        @Nullable String reason,
        @Nullable Path octree,
        @Nullable Instant octreeAt,
        @Nullable Instant publishedAt,
        @Nullable URI url,
        @Nullable FailureKind failure,
        @Nullable String user,
        @Nullable String project,
        @Nullable Long points,
        @Nullable String madeBy,
        @Nullable String octreeJob,
        @Nullable Instant deletedAt,
        @Nullable Instant unpublishedAt,
        @Nullable String unpublishedFor,
        @Nullable Path completed) {

    /**
     * @param hash the fields as Redis has them
     * @throws MalformedRecordException when a field cannot be what it is said to be
     */
    static SourceRecord of(Path path, Map<String, String> hash) {
        RecordFields fields = new RecordFields("file:" + path, hash);
        Instant modified = fields.nanoseconds("modified");
        return new SourceRecord(
                path,
                fields.number("size"),
                modified == null ? fields.seconds("timestamp_file") : modified,
                fields.text("sha256"),
                fields.text("key"),
                fields.text("dataset"),
                fields.text("removed_from"),
                fields.seconds("removed_at"),
                fields.value("status", FileStatus::valueOf),
                fields.text("job"),
                fields.milliseconds("claimed_until"),
                fields.text("stage"),
                fields.numberOr("attempts", 0),
                fields.text("reason"),
                fields.value("octreepath", Path::of),
                fields.seconds("timestamp_octree"),
                fields.seconds("timestamp_s3"),
                fields.value("url", URI::create),
                fields.value("failure", FailureKind::valueOf),
                fields.text("user"),
                fields.text("project"),
                fields.number("points"),
                fields.text("made_by"),
                fields.text("octree_job"),
                fields.seconds("deleted_at"),
                fields.seconds("unpublished_at"),
                fields.text("unpublished_for"),
                fields.value("completed_path", Path::of));
    }
}
