package dev.caravan.api.file;

import dev.caravan.file.DatasetState;
import dev.caravan.file.FileEntry;
import dev.caravan.file.FileStatus;
import dev.caravan.file.SourceRecord;
import dev.caravan.job.FailureKind;
import dev.caravan.publication.Publication;
import dev.caravan.viewer.Verdict;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file as the API shows it. */
@Schema(name = "File", description = "A source file that has a record.")
record FileView(
        @Schema(description = "Absolute.") String path,

        @Schema(
                description =
                        "CLAIMED, QUEUED, RUNNING, COMPLETED, FAILED, CANCELLED or REFUSED; UNKNOWN when another program wrote the record, or it cannot be read.")
        String status,

        @Schema(
                description =
                        "One word for the whole way: submitted, conversion queued, converting, conversion error, upload queued, uploading, upload error, done, cancelled or refused; null when the status is UNKNOWN.")
        @Nullable
        String state,

        @Schema(description = "The key of the dataset that it is published as.") @Nullable
        String dataset,

        @Schema(description = "Bytes of the version that was taken last.") @Nullable
        Long size,

        @Schema(description = "Modification time of that version.") @Nullable
        Instant modified,

        @Schema(description = "Its newest job.") @Nullable String job,

        @Schema(description = "Where that job is, or ended.") @Nullable
        String stage,

        @Schema(description = "At that stage.") int attempts,

        @Schema(description = "Why it failed, was refused or cancelled.") @Nullable
        String reason,

        @Nullable FailureKind failureClass,

        @Schema(description = "Where the octree lies that was proven last.") @Nullable
        String octree,

        @Nullable Instant octreeAt,
        @Nullable Instant publishedAt,

        @Schema(description = "Address of metadata.json.") @Nullable
        String url,

        @Schema(
                description =
                        "Why a browser cannot show it although it is published; null when it can, or nobody has looked.")
        @Nullable
        String viewer,

        @Schema(description = "When it was found to be gone from its source directory; null while it is there.")
        @Nullable
        Instant deletedAt,

        @Schema(
                description =
                        "When the last target lost it that had it; null when none did, or it was taken again since.")
        @Nullable
        Instant unpublishedAt,

        @Schema(description = "Empty for nobody in particular.")
        String user,

        String project) {

    static FileView of(FileEntry entry) {
        return of(entry, Map.of());
    }

    /** @param publications by the keys of datasets */
    static FileView of(FileEntry entry, Map<String, List<Publication>> publications) {
        SourceRecord record = entry.record();
        return record == null ? unreadable(entry) : of(entry.status(), record, publications);
    }

    static FileView of(SourceRecord record, Map<String, List<Publication>> publications) {
        FileStatus status = record.status();
        return of(status == null ? "UNKNOWN" : status.name(), record, publications);
    }

    private static FileView of(String status, SourceRecord record, Map<String, List<Publication>> publications) {
        return new FileView(
                record.path().toString(),
                status,
                record.status() == null
                        ? null
                        : DatasetState.of(record.status(), record.stage()).word(),
                record.key(),
                record.size(),
                record.modified(),
                record.job(),
                record.stage(),
                record.attempts(),
                record.reason(),
                record.failure(),
                text(record.octree()),
                record.octreeAt(),
                record.publishedAt(),
                text(record.url()),
                Verdict.of(publications.getOrDefault(String.valueOf(record.key()), List.of())),
                record.deletedAt(),
                record.unpublishedAt(),
                Objects.requireNonNullElse(record.user(), ""),
                Objects.requireNonNullElse(record.project(), ""));
    }

    private static FileView unreadable(FileEntry entry) {
        return new FileView(
                entry.path(),
                "UNKNOWN",
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                entry.fault(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "",
                "");
    }

    private static @Nullable String text(@Nullable Path path) {
        return path == null ? null : path.toString();
    }

    private static @Nullable String text(@Nullable URI address) {
        return address == null ? null : address.toString();
    }
}
