package dev.caravan.history;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the stream `history`, as it stands in Redis.
 *
 * @param id the entry's
 * @param values see lua/history.lua
 */
record EntryFields(OperationId id, Map<String, String> values) {
    /** The note that says where the result is. */
    static final String RESULT = "resultPath";
    /** The note that has the line of an external command. */
    static final String COMMAND = "command";
    /** The note that has an {@link UploadDetails}. */
    static final String UPLOAD = "upload";

    /** @param entry id, and list of name, value, name, value, … */
    static EntryFields of(List<?> entry) {
        List<?> list = (List<?>) entry.get(1);
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < list.size(); i += 2) {
            values.put(String.valueOf(list.get(i)), String.valueOf(list.get(i + 1)));
        }
        return new EntryFields(OperationId.ofEntry(String.valueOf(entry.get(0))), values);
    }

    Operation toOperation() {
        Map<String, Object> metadata = HistoryJson.object(text("notes"));
        Object result = metadata.remove(RESULT);
        Object command = metadata.remove(COMMAND);
        Object upload = metadata.remove(UPLOAD);
        addContext(metadata);
        UploadDetails details = upload == null ? null : HistoryJson.upload(upload);
        if (details != null) {
            addUpload(metadata, details);
        }
        OperationRecord record = record(
                metadata,
                result == null ? null : String.valueOf(result),
                command == null ? Map.of() : Map.of(COMMAND, command));
        return details == null ? record : new UploadRecord(record, details.tagged(tags(record, details)));
    }

    private OperationRecord record(
            Map<String, Object> metadata, @Nullable String result, Map<String, Object> arguments) {
        Instant began = Instant.ofEpochMilli(Long.parseLong(text("began")));
        Instant ended = Instant.ofEpochMilli(Long.parseLong(text("ended")));
        String target = text("target");
        return new OperationRecord(
                id.toString(),
                text("operation"),
                target,
                target.substring(target.lastIndexOf('/') + 1),
                began,
                ended,
                Duration.between(began, ended).toMillis() / 1000.0,
                OperationStatus.ofWord(text("status"))
                        .orElseThrow(() -> new IllegalStateException("the operation " + id.entry()
                                + " of the history has no good status: '" + text("status") + "'")),
                result,
                orNull(text("reason")),
                metadata,
                orNull(text("user")),
                arguments);
    }

    private void addContext(Map<String, Object> metadata) {
        add(metadata, "job", text("job"));
        add(metadata, "job_type", text("type"));
        add(metadata, "project", text("project"));
        add(metadata, "worker", text("worker"));
        add(metadata, "failure_class", text("failure"));
        addNumber(metadata, "attempt");
        addNumber(metadata, "bytes");
        if (!text("worker").isEmpty() && !metadata.containsKey("stage")) {
            metadata.put("stage", text("operation"));
        }
    }

    private static void addUpload(Map<String, Object> metadata, UploadDetails details) {
        metadata.put("compression_type", details.compressionType());
        metadata.put("original_size", details.originalSize());
        metadata.put("compressed_size", details.compressedSize());
        metadata.put("s3_bucket", details.s3Bucket());
        metadata.put("s3_object_key", details.s3ObjectKey());
    }

    private static Map<String, String> tags(OperationRecord record, UploadDetails details) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("upload_operation_id", record.operationId());
        tags.put("upload_timestamp", String.valueOf(record.completedAt()));
        tags.put("s3_bucket", details.s3Bucket());
        tags.put("s3_object_key", details.s3ObjectKey());
        return tags;
    }

    private static void add(Map<String, Object> metadata, String name, String value) {
        if (!value.isEmpty()) {
            metadata.put(name, value);
        }
    }

    private void addNumber(Map<String, Object> metadata, String name) {
        if (!text(name).isEmpty()) {
            metadata.put(name, Long.parseLong(text(name)));
        }
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private String text(String field) {
        String value = values.get(field);
        if (value == null) {
            throw new IllegalStateException(
                    "the operation " + id.entry() + " of the history has no field '" + field + "'");
        }
        return value;
    }
}
