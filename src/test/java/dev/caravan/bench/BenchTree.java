package dev.caravan.bench;

import dev.caravan.dataset.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/** A tree of tiny files, 100 a folder, each with the record of a completed job. */
record BenchTree(Path root, int folders) {
    private static final int FILES_A_FOLDER = 100;
    private static final Instant TIME = Instant.parse("2025-01-02T03:04:05.678901234Z");

    int files() {
        return folders * FILES_A_FOLDER;
    }

    void make() throws IOException {
        for (int folder = 0; folder < folders; folder++) {
            Path directory = Files.createDirectories(root.resolve("folder-%04d".formatted(folder)));
            for (int file = 0; file < FILES_A_FOLDER; file++) {
                Path tile = Files.writeString(directory.resolve("tile_%05d.las".formatted(file)), "LASF");
                Files.setLastModifiedTime(tile, FileTime.from(TIME));
            }
        }
    }

    static void complete(StringRedisTemplate redis, List<SourceFile> files) {
        redis.executePipelined((RedisCallback<Object>) connection -> {
            for (SourceFile file : files) {
                connection.hashCommands().hMSet(bytes(file.recordKey()), completedRecord(file));
            }
            return null;
        });
    }

    /** As long as a real one, so that Redis holds it as it holds real ones. */
    private static Map<byte[], byte[]> completedRecord(SourceFile file) {
        Instant modified = file.modified();
        Map<String, String> fields = Map.ofEntries(
                Map.entry("filename", String.valueOf(file.path().getFileName())),
                Map.entry("filepath", file.path().toString()),
                Map.entry(
                        "octreepath", "/var/lib/caravan/octrees/" + file.path().getFileName()),
                Map.entry("timestamp_file", String.valueOf(modified.getEpochSecond())),
                Map.entry("timestamp_octree", "1735787145"),
                Map.entry("timestamp_s3", "1735787245"),
                Map.entry("size", String.valueOf(file.size())),
                Map.entry("modified", modified.getEpochSecond() + "%09d".formatted(modified.getNano())),
                Map.entry("key", "folder/" + file.path().getFileName()),
                Map.entry("status", "COMPLETED"),
                Map.entry("stage", "record"),
                Map.entry("attempts", "1"),
                Map.entry("job", "0d9c6c4e-7f1c-4a3b-9a53-0f1e2d3c4b5a"),
                Map.entry("url", "https://objects.example.org/clouds/folder/tile/metadata.json"));
        Map<byte[], byte[]> hash = new HashMap<>();
        fields.forEach((field, value) -> hash.put(bytes(field), bytes(value)));
        return hash;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
