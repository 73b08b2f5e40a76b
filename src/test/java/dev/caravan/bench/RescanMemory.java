package dev.caravan.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.caravan.file.FileStore;
import dev.caravan.stage.scan.RescanSubject;
import dev.caravan.support.RealRedis;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The memory of a rescan, in a JVM of its own that {@link RescanBenchmark} starts. Arguments: root, port of Redis,
 * number of files. Prints what is alive in the heap in the middle of a walk, and the peak of resident memory.
 */
final class RescanMemory {
    private static final int ROUNDS = 5;

    private RescanMemory() {}

    public static void main(String[] args) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        StringRedisTemplate redis = RealRedis.template(Integer.parseInt(args[1]));
        FileStore store = new FileStore(redis);
        RescanSubject subject = new RescanSubject(store, redis, Path.of(args[0]));
        int files = Integer.parseInt(args[2]);
        for (int round = 0; round < ROUNDS; round++) {
            subject.rescan();
        }
        long[] asked = {0, 0};
        subject.ahead(batch -> {
            store.ask(batch);
            asked[0] += batch.size();
            if (asked[1] == 0 && asked[0] >= files / 2) {
                System.gc();
                asked[1] =
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            }
        });
        System.out.printf("%,d files: %.1f MiB alive in mid-walk; %s%n", files, asked[1] / 1048576.0, peak());
        System.exit(0);
    }

    private static String peak() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElse("VmHWM unknown")
                .replaceAll("\\s+", " ");
    }
}
