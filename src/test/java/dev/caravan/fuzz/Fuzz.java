package dev.caravan.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Runs cases of one corpus, one after the other: {@code Fuzz <corpus> <seed> <first case> <cases> [directory for findings]}.
 * Exit code 0 when nothing was found, 1 when something was, 3 when a case hung. To see one case again, give its number and 1.
 * The property `fuzz.lost` names attributes (separated by commas) that the octree may lack.
 */
public final class Fuzz {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int HANGS = 3;
    private static final int KEPT_OF_A_KIND = 3;

    private final Corpus corpus;
    private final List<byte[]> files;
    private final long seed;
    private final Path findings;
    private final ConverterOracle oracle;
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private final Map<String, Integer> kinds = new TreeMap<>();

    private Fuzz(Corpus corpus, long seed, Path scratch, Path findings) throws IOException {
        this.corpus = corpus;
        this.seed = seed;
        this.findings = findings;
        this.oracle = new ConverterOracle(scratch.resolve("run"), mayBeLost());
        this.files = corpus.files(scratch);
    }

    private static Set<String> mayBeLost() {
        return Arrays.stream(System.getProperty("fuzz.lost", "").split(",")).collect(Collectors.toSet());
    }

    public static void main(String[] args) throws IOException {
        Path scratch = Files.createTempDirectory(memory(), "fuzz");
        Path findings = args.length > 4 ? Path.of(args[4]) : scratch.resolve("findings");
        Fuzz fuzz = new Fuzz(Corpus.named(args[0]), Long.parseLong(args[1]), scratch, findings);
        fuzz.run(Long.parseLong(args[2]), Long.parseLong(args[3]));
        System.exit(fuzz.kinds.isEmpty() ? 0 : 1);
    }

    /** Where files cost no disk, if there is such a place. */
    private static Path memory() {
        Path shared = Path.of("/dev/shm");
        return Files.isWritable(shared) ? shared : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private void run(long first, long cases) throws IOException {
        Watchdog watchdog = new Watchdog(PATIENCE, this::hang);
        long start = System.nanoTime();
        for (long number = first; number < first + cases; number++) {
            watchdog.begin(number);
            byte[] bytes = bytes(number);
            try {
                verdicts.merge(oracle.judge(bytes, 1 + (int) (number % 2)), 1, Integer::sum);
            } catch (Throwable e) {
                found(number, bytes, Finding.signature(e), stack(e));
            }
            watchdog.end();
        }
        summary(cases, (System.nanoTime() - start) / 1e9);
    }

    private byte[] bytes(long number) {
        return Mutator.mutate(files, new SplittableRandom(seed * 1_000_003 + number));
    }

    private void hang(long number) {
        try {
            found(number, bytes(number), "hangs", Watchdog.threads());
        } catch (IOException e) {
            System.out.println("case " + number + " hangs, and " + e);
        }
        Runtime.getRuntime().halt(HANGS);
    }

    private void found(long number, byte[] bytes, String kind, String details) throws IOException {
        int before = kinds.merge(kind, 1, Integer::sum);
        if (before > KEPT_OF_A_KIND) {
            return;
        }
        String name = corpus.name().toLowerCase(Locale.ROOT) + "-" + seed + "-" + number;
        Files.createDirectories(findings);
        Files.write(findings.resolve(name + ".las"), bytes);
        System.out.println("FOUND case " + name + " (" + bytes.length + " bytes): " + kind);
        details.lines().limit(25).forEach(line -> System.out.println(line.substring(0, Math.min(line.length(), 400))));
    }

    private static String stack(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private void summary(long cases, double seconds) {
        System.out.printf(
                "%s, seed %d: %d cases in %.1f s (%.0f a second): %s%n",
                corpus, seed, cases, seconds, cases / seconds, verdicts);
        kinds.forEach((kind, count) -> System.out.println("FOUND " + count + " x " + kind));
    }
}
