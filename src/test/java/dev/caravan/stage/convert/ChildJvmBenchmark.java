package dev.caravan.stage.convert;

import dev.caravan.converter.SamplingMethod;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.potree.Encoding;
import dev.caravan.sample.SampleTerrain;
import dev.caravan.support.ARun;
import dev.caravan.workspace.Trees;
import dev.caravan.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.util.unit.DataSize;

/**
 * What a Java of its own costs a conversion: the same dataset in this JVM, warm, and in a child from the packaged jars, by turns.
 * Linux only, because it asks /proc for the CPU time of children.
 *
 * <p>{@code ChildJvmBenchmark DIRECTORY ROUNDS POINTS...}; the directory is for files of all sizes and their octrees.
 */
public final class ChildJvmBenchmark {
    private static final double TICKS_PER_SECOND = 100;

    private final Path directory;

    private ChildJvmBenchmark(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] words) throws IOException {
        ChildJvmBenchmark benchmark = new ChildJvmBenchmark(Path.of(words[0]).toAbsolutePath());
        int rounds = Integer.parseInt(words[1]);
        for (int i = 2; i < words.length; i++) {
            benchmark.compare(Integer.parseInt(words[i]), rounds);
        }
    }

    private void compare(int points, int rounds) throws IOException {
        Path file = directory.resolve("terrain-" + points + ".las");
        if (!Files.exists(file)) {
            SampleTerrain.write(file, points, 1);
        }
        List<Way> ways = List.of(
                new Way("here", room(Long.MAX_VALUE, "caravan.jar")),
                new Way("child, caravan.jar", room(0, "caravan.jar")),
                new Way("child, caravan-convert.jar", room(0, "caravan-convert.jar")));
        // The first round warms this JVM and the disk's cache.
        for (int round = 0; round <= rounds; round++) {
            for (Way way : ways) {
                way.run(file, round > 0);
            }
        }
        ways.forEach(way -> way.print(points));
    }

    private BuiltIn room(long childFrom, String jar) {
        BuiltInSettings settings =
                new BuiltInSettings(Encoding.DEFAULT, SamplingMethod.POISSON, 0, childFrom, DataSize.ofBytes(0));
        ExecSettings exec = new ExecSettings("x", List.of("{input}", "{output}"), Duration.ofHours(1), List.of());
        ChildJava java = new ChildJava(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                List.of("-jar", Path.of("target", jar).toAbsolutePath().toString()));
        return new BuiltIn(
                AConvertSettings.builtin(settings, exec), new Scratch(new Workspace(directory.resolve("data"))), java);
    }

    private static double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        // utime, stime, cutime, cstime: fields 14 to 17 of proc(5)
        for (int field = 14; field <= 17; field++) {
            ticks += Long.parseLong(fields[field - 3]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** One of the ways to convert, and what it took. */
    private static final class Way {
        private final String name;
        private final BuiltIn room;
        private final List<Double> walls = new ArrayList<>();
        private final List<Double> cpus = new ArrayList<>();

        Way(String name, BuiltIn room) {
            this.name = name;
            this.room = room;
        }

        void run(Path file, boolean counts) throws IOException {
            Dataset dataset = Dataset.found("a", file.getParent(), SourceFile.read(file));
            long start = System.nanoTime();
            double cpu = cpuSeconds();
            Dataset converted = room.convert(dataset, new ARun());
            if (counts) {
                walls.add((System.nanoTime() - start) / 1e9);
                cpus.add(cpuSeconds() - cpu);
            }
            Trees.delete(converted.requireOctree().directory().getParent());
        }

        void print(int points) {
            System.out.printf(
                    Locale.ROOT,
                    "%,12d points  %-28s wall %7.2f s (%.2f to %.2f)  CPU %7.2f s (%.2f to %.2f)%n",
                    points,
                    name,
                    middle(walls),
                    walls.get(0),
                    walls.get(walls.size() - 1),
                    middle(cpus),
                    cpus.get(0),
                    cpus.get(cpus.size() - 1));
        }

        /** Sorts them, too. */
        private static double middle(List<Double> values) {
            values.sort(null);
            return values.get(values.size() / 2);
        }
    }
}
