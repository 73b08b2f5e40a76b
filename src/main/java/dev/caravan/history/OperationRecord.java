package dev.caravan.history;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation on a file, a source directory or a job: an attempt at a stage, or what a person or a schedule did.
 *
 * @param operationId see {@link OperationId}; in the order of time
 * @param operationType the stage (`convert`, `verify`, `publish`, `record`), or `claim`, `upload`, `scan`, `reprocess`, `cancel`,
 *     `retry`, `delete`, `prioritise`, `clean-up`, `upload-sweep`
 * @param targetPath absolute path of what it was done to
 * @param targetName its last name
 * @param completedAt null for one that has not ended; the history has none of these
 * @param durationSeconds to the millisecond
 * @param resultPath where the result is: a path, or an address in S3; null without one
 * @param errorMessage why it failed or was cancelled
 * @param metadata what else is known, by the names in docs/history.md
 * @param user for whom, or by whom; null for nobody in particular
 * @param commandArgs what it was asked to do: `command` is the line of an external command
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record OperationRecord(
        String operationId,
        String operationType,
        String targetPath,
        String targetName,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = OperationRecord.TIME, timezone = "UTC")
        Instant startedAt,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = OperationRecord.TIME, timezone = "UTC") @Nullable
        Instant completedAt,

        @Nullable Double durationSeconds,
        OperationStatus status,
        @Nullable String resultPath,
        @Nullable String errorMessage,
        Map<String, Object> metadata,
        @Nullable String user,
        Map<String, Object> commandArgs)
        implements Operation {
    /** How times are written: to the millisecond, in UTC. */
    static final String TIME = "yyyy-MM-dd'T'HH:mm:ss.SSSX";

    public OperationRecord {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        commandArgs = Collections.unmodifiableMap(new LinkedHashMap<>(commandArgs));
    }

    @Override
    public OperationRecord record() {
        return this;
    }

    @Override
    public boolean isIn(Location location) {
        if (resultPath == null) {
            return false;
        }
        return location == (resultPath.contains("://") ? Location.S3 : Location.LOCAL);
    }
}
