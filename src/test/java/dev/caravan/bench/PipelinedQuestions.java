package dev.caravan.bench;

import dev.caravan.dataset.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The other way to ask: one HMGET a file, sent together, and judged here. Kept to show what the script saves. */
record PipelinedQuestions(StringRedisTemplate redis) {
    private static final byte[][] FIELDS = {bytes("status"), bytes("size"), bytes("modified"), bytes("timestamp_file")};

    /** How many are completed in this version. */
    int unchanged(List<SourceFile> files) {
        List<Object> answers = redis.executePipelined((RedisCallback<Object>) connection -> {
            files.forEach(file -> connection.hashCommands().hMGet(bytes(file.recordKey()), FIELDS));
            return null;
        });
        int unchanged = 0;
        for (int i = 0; i < files.size(); i++) {
            unchanged += unchanged((List<?>) answers.get(i), files.get(i)) ? 1 : 0;
        }
        return unchanged;
    }

    private static boolean unchanged(List<?> record, SourceFile file) {
        long seconds = file.modified().getEpochSecond();
        return "COMPLETED".equals(record.get(0))
                && String.valueOf(file.size()).equals(record.get(1))
                && String.valueOf(seconds * 1_000_000_000 + file.modified().getNano())
                        .equals(record.get(2))
                && String.valueOf(seconds).equals(record.get(3));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
