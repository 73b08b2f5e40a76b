package dev.caravan.bench;

import com.sun.management.ThreadMXBean;
import dev.caravan.las.LasFile;
import dev.caravan.las.PointBatch;
import dev.caravan.las.PointSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/**
 * What a point of a LAS or LAZ file costs to read: CPU time and garbage of one thread, a line for each time the whole
 * file is read. The first lines are those of a cold JVM.
 *
 * <pre>
 * ./mvnw test-compile
 * java -cp target/test-classes:target/classes dev.caravan.bench.DecodeSpeed FILE [TIMES]
 * </pre>
 */
final class DecodeSpeed {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private DecodeSpeed() {}

    public static void main(String[] arguments) throws IOException {
        LasFile file = LasFile.open(Path.of(arguments[0]));
        int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        System.out.printf(
                "%s: %d points of format %d%n",
                file.path().getFileName(),
                file.header().points(),
                file.header().format().number());
        for (int i = 0; i < times; i++) {
            measure(file);
        }
    }

    private static void measure(LasFile file) throws IOException {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = THREADS.getCurrentThreadCpuTime();
        long points = read(file);
        nanos = THREADS.getCurrentThreadCpuTime() - nanos;
        allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        System.out.printf(
                "%7.1f ns/point  %7.2f allocated bytes/point%n", (double) nanos / points, (double) allocated / points);
    }

    private static long read(LasFile file) throws IOException {
        PointBatch batch = new PointBatch(file.header().recordLength());
        long points = 0;
        try (PointSource source = file.points()) {
            while (source.read(batch)) {
                points += batch.count();
            }
        }
        return points;
    }
}
