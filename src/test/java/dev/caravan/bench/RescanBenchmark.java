package dev.caravan.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.caravan.file.FileStore;
import dev.caravan.stage.scan.RescanSubject;
import dev.caravan.stage.scan.ScanResult;
import dev.caravan.support.RealRedis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * How long it takes to see that nothing has changed: a rescan of 10 000 and of 100 000 recorded files against
 * `find ROOT -name '*.las' -printf '%p %s %T@\n'` over the same tree, by turns in the same run. Linux only.
 *
 * <pre>
 * ./mvnw -q test-compile org.codehaus.mojo:exec-maven-plugin:3.6.2:exec -Dexec.executable=java \
 *     -Dexec.classpathScope=test \
 *     -Dexec.args="-Xmx1g -Dsun.jnu.encoding=UTF-8 -cp %classpath dev.caravan.bench.RescanBenchmark"
 * </pre>
 */
public final class RescanBenchmark {
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 15;

    private final StringRedisTemplate redis = RealRedis.template();
    private final FileStore store = new FileStore(redis);

    private RescanBenchmark() {}

    public static void main(String[] args) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Path directory = Files.createTempDirectory("caravan-rescan");
        try {
            RescanBenchmark benchmark = new RescanBenchmark();
            benchmark.measure(new BenchTree(directory.resolve("small"), 100));
            benchmark.measure(new BenchTree(directory.resolve("large"), 1000));
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
        System.exit(0);
    }

    private void measure(BenchTree tree) throws Exception {
        tree.make();
        RescanSubject subject = new RescanSubject(store, redis, tree.root());
        subject.byTurns(files -> BenchTree.complete(redis, files));
        System.out.printf("%n%,d files in %,d folders%n", tree.files(), tree.folders());
        new Laps(subject, tree).run("first round of this JVM", 1);
        for (int i = 0; i < WARM_UP; i++) {
            subject.rescan();
        }
        Laps laps = new Laps(subject, tree);
        laps.run("medians of %d rounds, warm".formatted(ROUNDS), ROUNDS);
        new Parts(subject, laps.find).run();
        memory(tree);
    }

    private static void memory(BenchTree tree) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m"));
        command.addAll(List.of("-Dsun.jnu.encoding=UTF-8", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(RescanMemory.class.getName(), tree.root().toString()));
        command.addAll(List.of(String.valueOf(RealRedis.port()), String.valueOf(tree.files())));
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** The two that are compared, by turns. */
    private final class Laps {
        private final RescanSubject subject;
        private final BenchTree tree;
        private final Stopwatch find = new Stopwatch(redis, "find");
        private final Stopwatch rescan = new Stopwatch(redis, "rescan");

        Laps(RescanSubject subject, BenchTree tree) {
            this.subject = subject;
            this.tree = tree;
        }

        void run(String title, int rounds) throws Exception {
            for (int i = 0; i < rounds; i++) {
                find.lap(this::find);
                rescan.lap(this::rescan);
            }
            print(title, find, List.of(find, rescan));
        }

        private void find() throws Exception {
            new ProcessBuilder("find", tree.root().toString(), "-name", "*.las", "-printf", "%p %s %T@\\n")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }

        private void rescan() {
            ScanResult result = subject.rescan();
            if (result.unchanged() != tree.files()) {
                throw new IllegalStateException("not all files are unchanged: " + result);
            }
        }
    }

    /** What the rescan is made of, and what it would cost in other ways. */
    private final class Parts {
        private final RescanSubject subject;
        private final Stopwatch find;
        private final PipelinedQuestions pipelined = new PipelinedQuestions(redis);
        private final Stopwatch walk = new Stopwatch(redis, "only our walk");
        private final Stopwatch scriptByTurns = new Stopwatch(redis, "script, walk and Redis by turns");
        private final Stopwatch pipelineAhead = new Stopwatch(redis, "HMGETs, walk and Redis together");
        private final Stopwatch pipelineByTurns = new Stopwatch(redis, "HMGETs, walk and Redis by turns");

        Parts(RescanSubject subject, Stopwatch find) {
            this.subject = subject;
            this.find = find;
        }

        void run() throws Exception {
            for (int i = 0; i < ROUNDS; i++) {
                walk.lap(subject::walk);
                scriptByTurns.lap(() -> subject.byTurns(store::ask));
                pipelineAhead.lap(() -> subject.ahead(pipelined::unchanged));
                pipelineByTurns.lap(() -> subject.byTurns(pipelined::unchanged));
            }
            print("other ways", find, List.of(walk, scriptByTurns, pipelineAhead, pipelineByTurns));
        }
    }

    private static void print(String title, Stopwatch reference, List<Stopwatch> watches) {
        System.out.println(title + ":");
        watches.forEach(watch -> System.out.println("  " + watch.line(reference.medianWall())));
    }
}
