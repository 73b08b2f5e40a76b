package dev.caravan.retention;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.file.DeletionMarks;
import dev.caravan.support.RealRedis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * How long the look for deleted files takes, over 100 000 recorded files in 1 000 directories of which none is gone.
 *
 * <pre>
 * ./mvnw -q test-compile org.codehaus.mojo:exec-maven-plugin:3.6.2:exec -Dexec.executable=java \
 *     -Dexec.classpathScope=test \
 *     -Dexec.args="-Xmx64m -cp %classpath dev.caravan.retention.DeletionLookBenchmark"
 * </pre>
 */
public final class DeletionLookBenchmark {
    private static final int DIRECTORIES = 1000;
    private static final int FILES = 100;
    private static final int ROUNDS = 15;

    private DeletionLookBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path root = Files.createTempDirectory("caravan-deleted").toRealPath();
        try {
            make(root);
            List<Double> seconds = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                long began = System.nanoTime();
                DeletionLook look = new DeletionLook(new DeletionMarks(RealRedis.template()), root, List.of());
                look.count(dataset -> {});
                seconds.add((System.nanoTime() - began) / 1e9);
            }
            double first = seconds.get(0);
            Collections.sort(seconds);
            System.out.printf(
                    "%,d files: first %.3f s, median of %d %.3f s (%.3f to %.3f)%n",
                    DIRECTORIES * FILES,
                    first,
                    ROUNDS,
                    seconds.get(ROUNDS / 2),
                    seconds.get(0),
                    seconds.get(ROUNDS - 1));
        } finally {
            FileSystemUtils.deleteRecursively(root);
        }
        System.exit(0);
    }

    private static void make(Path root) throws Exception {
        StringRedisTemplate redis = RealRedis.template();
        redis.opsForZSet().add("files", "", 0);
        for (int i = 0; i < DIRECTORIES; i++) {
            Path directory = Files.createDirectory(root.resolve("area-%04d".formatted(i)));
            List<Path> files = new ArrayList<>();
            for (int j = 0; j < FILES; j++) {
                files.add(Files.createFile(directory.resolve("tile-%04d.las".formatted(j))));
            }
            redis.executePipelined((org.springframework.data.redis.core.RedisCallback<Object>) connection -> {
                files.forEach(file -> {
                    connection
                            .zSetCommands()
                            .zAdd("files".getBytes(UTF_8), 0, file.toString().getBytes(UTF_8));
                    byte[] key = ("file:" + file).getBytes(UTF_8);
                    connection.hashCommands().hSet(key, "status".getBytes(UTF_8), "COMPLETED".getBytes(UTF_8));
                    connection.hashCommands().hSet(key, "timestamp_file".getBytes(UTF_8), "1".getBytes(UTF_8));
                });
                return null;
            });
        }
    }
}
