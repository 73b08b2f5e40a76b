package dev.caravan.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Measures one thing several times: seconds of the wall clock, of this JVM's CPU, of its children's, of Redis'. */
final class Stopwatch {
    private static final int TICKS_A_SECOND = 100;

    private final StringRedisTemplate redis;
    private final String name;
    private final List<double[]> laps = new ArrayList<>();

    interface Work {
        void run() throws Exception;
    }

    Stopwatch(StringRedisTemplate redis, String name) {
        this.redis = redis;
        this.name = name;
    }

    void lap(Work work) throws Exception {
        double[] before = clocks();
        work.run();
        double[] after = clocks();
        double[] lap = new double[before.length];
        for (int i = 0; i < lap.length; i++) {
            lap[i] = after[i] - before[i];
        }
        laps.add(lap);
    }

    double medianWall() {
        return median(0);
    }

    String line(double reference) {
        return "%-34s %6.3f s wall (%.3f to %.3f), %4.2f x find; CPU: %.3f s JVM, %.3f s find, %.3f s redis"
                .formatted(
                        name,
                        median(0),
                        laps.stream().mapToDouble(lap -> lap[0]).min().orElseThrow(),
                        laps.stream().mapToDouble(lap -> lap[0]).max().orElseThrow(),
                        median(0) / reference,
                        median(1),
                        median(2),
                        median(3));
    }

    private double median(int clock) {
        double[] sorted = laps.stream().mapToDouble(lap -> lap[clock]).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private double[] clocks() throws IOException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new double[] {System.nanoTime() / 1e9, system.getProcessCpuTime() / 1e9, children(), redis()};
    }

    /** `cutime` and `cstime` of proc(5): children that have ended. */
    private static double children() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(afterName[13]) + Long.parseLong(afterName[14])) / (double) TICKS_A_SECOND;
    }

    private double redis() {
        Properties cpu = redis.execute((RedisCallback<Properties>)
                connection -> connection.serverCommands().info("cpu"));
        return Double.parseDouble(cpu.getProperty("used_cpu_user"))
                + Double.parseDouble(cpu.getProperty("used_cpu_sys"));
    }
}
