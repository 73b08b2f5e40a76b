package dev.caravan.octree;

import dev.caravan.binary.LittleEndian;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * The hot loop of building: one inner node of a landscape chooses its points from those of its children. Divide by the
 * candidates for nanoseconds a candidate.
 *
 * <pre>
 * ./mvnw -q test-compile org.codehaus.mojo:exec-maven-plugin:3.6.2:exec -Dexec.executable=java \
 *     -Dexec.classpathScope=test -Dexec.args="-cp %classpath org.openjdk.jmh.Main SamplingBenchmark"
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SamplingBenchmark {
    private static final int EDGE = 10_000;
    private static final int STRIDE = 12;

    @Param({"20000", "40000"})
    public int count;

    @Param({"POISSON", "GRID"})
    public String sampling;

    private Sampler sampler;
    private Coordinates points;
    private int[] candidates;
    private boolean[] chosen;

    @Setup
    public void landscape() {
        Cube cube = new Cube(100, 0.01, 0.01, 0.01);
        sampler = OctreeBuilder.Sampling.valueOf(sampling).small(cube);
        points = new Coordinates(cube);
        points.reserve(count);
        SplittableRandom random = new SplittableRandom(1);
        byte[][] records = Stream.generate(() -> record(random))
                .limit(count)
                .sorted(Comparator.comparingLong(record -> cube.morton(record, 0)))
                .toArray(byte[][]::new);
        IntStream.range(0, count).forEach(i -> points.set(i, records[i], 0));
        candidates = IntStream.range(0, count).toArray();
        chosen = new boolean[count];
    }

    private static byte[] record(SplittableRandom random) {
        byte[] record = new byte[STRIDE];
        int x = random.nextInt(EDGE);
        int y = random.nextInt(EDGE);
        LittleEndian.putInt(record, 0, x);
        LittleEndian.putInt(record, 4, y);
        LittleEndian.putInt(
                record,
                8,
                (int) (2500 + 1000 * Math.sin(x * 0.001) + 1000 * Math.cos(y * 0.0013)) + random.nextInt(20));
        return record;
    }

    @Benchmark
    public int choose() {
        sampler.choose(points, candidates, count, Location.ROOT, chosen);
        return chosen[count / 2] ? 1 : 0;
    }
}
