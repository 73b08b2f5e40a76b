package dev.caravan.bench;

import dev.caravan.dataset.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
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

    /** The fields in the order in which the claim and the queue write them, as long as real ones. */
    private static Map<byte[], byte[]> completedRecord(SourceFile file) {
        String name = String.valueOf(file.path().getFileName());
        Instant modified = file.modified();
        Map<byte[], byte[]> hash = new LinkedHashMap<>();
        put(hash, "status", "COMPLETED");
        put(hash, "size", String.valueOf(file.size()));
        put(hash, "modified", modified.getEpochSecond() + "%09d".formatted(modified.getNano()));
        put(hash, "timestamp_file", String.valueOf(modified.getEpochSecond()));
        put(hash, "filename", name);
        put(hash, "filepath", file.path().toString());
        put(hash, "key", "folder/" + name);
        put(hash, "job", "0d9c6c4e-7f1c-4a3b-9a53-0f1e2d3c4b5a");
        put(hash, "octreepath", "/var/lib/caravan/octrees/" + name);
        put(hash, "timestamp_octree", "1735787145");
        put(hash, "timestamp_s3", "1735787245");
        put(hash, "stage", "record");
        put(hash, "attempts", "1");
        put(hash, "url", "https://objects.example.org/clouds/folder/tile/metadata.json");
        return hash;
    }

    private static void put(Map<byte[], byte[]> hash, String field, String value) {
        hash.put(bytes(field), bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
