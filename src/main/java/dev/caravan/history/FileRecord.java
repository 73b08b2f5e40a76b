package dev.caravan.history;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file, directory or object at one moment of its life.
 *
 * @param name its last name
 * @param path absolute path, or the key in S3
 * @param size in bytes
 * @param mimeType null when it is not known
 * @param createdAt null when it is not known, as the two below
 * @param checksum of its content; null when it was not made
 * @param tags among them `upload_operation_id`, which is an {@link OperationRecord#operationId}
 * @param status `pending`, `uploading`, `completed`, `failed` or `deleted`
 * @param errorMessage null unless it failed
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record FileRecord(
        String name,
        String path,
        Location location,
        long size,
        @JsonProperty("is_directory") boolean isDirectory,
        @Nullable String mimeType,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = OperationRecord.TIME, timezone = "UTC") @Nullable
        Instant createdAt,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = OperationRecord.TIME, timezone = "UTC") @Nullable
        Instant modifiedAt,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = OperationRecord.TIME, timezone = "UTC") @Nullable
        Instant accessedAt,

        @Nullable String checksum,
        Map<String, String> tags,
        String status,
        @Nullable String errorMessage) {

    public FileRecord {
        tags = Map.copyOf(tags);
    }

    /** A plain file, of which no more is known. */
    public static FileRecord of(
            String path, Location location, long size, @Nullable Instant modifiedAt, String status) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return new FileRecord(
                name, path, location, size, false, null, null, modifiedAt, null, null, Map.of(), status, null);
    }

    public FileRecord tagged(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(tags);
        all.putAll(more);
        return new FileRecord(
                name,
                path,
                location,
                size,
                isDirectory,
                mimeType,
                createdAt,
                modifiedAt,
                accessedAt,
                checksum,
                all,
                status,
                errorMessage);
    }

    public FileRecord asDirectory() {
        return new FileRecord(
                name,
                path,
                location,
                size,
                true,
                mimeType,
                createdAt,
                modifiedAt,
                accessedAt,
                checksum,
                tags,
                status,
                errorMessage);
    }

    public FileRecord ofType(String newMimeType) {
        return new FileRecord(
                name,
                path,
                location,
                size,
                isDirectory,
                newMimeType,
                createdAt,
                modifiedAt,
                accessedAt,
                checksum,
                tags,
                status,
                errorMessage);
    }
}
