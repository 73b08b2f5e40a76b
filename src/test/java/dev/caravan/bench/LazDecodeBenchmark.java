package dev.caravan.bench;

import dev.caravan.las.LasFile;
import dev.caravan.las.PointBatch;
import dev.caravan.las.PointParts;
import dev.caravan.las.PointSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decodes a file's parts in turn; the counter `points` is points a microsecond. What a second thread is worth is seen
 * with `-t 2`, the garbage with `-prof gc`.
 *
 * <pre>
 * ./mvnw -q test-compile org.codehaus.mojo:exec-maven-plugin:3.6.2:exec -Dexec.executable=java \
 *     -Dexec.classpathScope=test \
 *     -Dexec.args="-cp %classpath org.openjdk.jmh.Main LazDecodeBenchmark -p file=FILE.laz"
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class LazDecodeBenchmark {
    /** LAS or LAZ. */
    @Param("")
    public String file;

    private LasFile las;
    private PointParts parts;

    @AuxCounters
    @State(Scope.Thread)
    public static class Decoded {
        public long points;

        private PointBatch batch;
        private int part;
    }

    @Setup
    public void open() throws IOException {
        las = LasFile.open(Path.of(file));
        parts = las.parts();
    }

    @TearDown
    public void close() throws IOException {
        parts.close();
    }

    @Benchmark
    public int part(Decoded decoded) throws IOException {
        if (decoded.batch == null) {
            decoded.batch = new PointBatch(las.header().recordLength());
        }
        decoded.part = (decoded.part + 1) % parts.count();
        try (PointSource source = parts.open(decoded.part)) {
            while (source.read(decoded.batch)) {
                decoded.points += decoded.batch.count();
            }
        }
        return decoded.batch.bytes()[0];
    }
}
