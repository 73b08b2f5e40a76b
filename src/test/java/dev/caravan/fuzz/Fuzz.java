package dev.caravan.fuzz;

import dev.caravan.proof.OctreeProof;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs cases one after the other: {@code Fuzz <corpus> <seed> <first case> <cases> [directory for findings]}. The corpus is one of
 * {@link Corpus}, or `octree` for the verifier. To see one case again, give its number and 1.
 *
 * <p>Exit code 0 when nothing was found, 1 when something was, 3 when a case hung. The property `fuzz.lost` names attributes (separated
 * by commas) that the octree may lack.
 */
public final class Fuzz {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int HANGS = 3;
    private static final int KEPT_OF_A_KIND = 3;
    private static final int MOST_LINES = 25;
    private static final int MOST_COLUMNS = 400;

    private final String name;
    private final Subject subject;
    private final Path scratch;
    private final Path findings;
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private final Map<String, Integer> kinds = new TreeMap<>();

    private Fuzz(String corpus, long seed, Path scratch, Path findings) throws IOException {
        this.name = corpus + "-" + seed;
        this.scratch = scratch;
        this.findings = findings;
        this.subject = corpus.equals("octree")
                ? new OctreeSubject(seed, scratch)
                : new FileSubject(Corpus.named(corpus), seed, scratch, OctreeProof.mayBeLost());
    }

    public static void main(String[] args) throws IOException {
        Path scratch = Files.createTempDirectory(memory(), "fuzz");
        Path findings = Path.of(args.length > 4 ? args[4] : "target/fuzz");
        Fuzz fuzz = new Fuzz(args[0], Long.parseLong(args[1]), scratch, findings);
        fuzz.run(Long.parseLong(args[2]), Long.parseLong(args[3]));
        OctreeProof.remove(scratch);
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
            try {
                verdicts.merge(subject.judge(number), 1, Integer::sum);
            } catch (Throwable e) {
                found(number, Finding.signature(e), stack(e));
            }
            watchdog.end();
        }
        summary(cases, (System.nanoTime() - start) / 1e9);
    }

    private void hang(long number) {
        try {
            found(number, "hangs", Watchdog.threads());
            OctreeProof.remove(scratch);
        } catch (IOException e) {
            System.out.println("case " + number + " hangs, and " + e);
        }
        Runtime.getRuntime().halt(HANGS);
    }

    private void found(long number, String kind, String details) throws IOException {
        if (kinds.merge(kind, 1, Integer::sum) > KEPT_OF_A_KIND) {
            return;
        }
        String id = name + "-" + number;
        Files.createDirectories(findings);
        subject.save(number, findings.resolve(id));
        System.out.println("FOUND case " + id + ": " + kind);
        details.lines()
                .limit(MOST_LINES)
                .forEach(line -> System.out.println(line.substring(0, Math.min(line.length(), MOST_COLUMNS))));
    }

    private static String stack(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private void summary(long cases, double seconds) {
        System.out.printf(
                "%s: %d cases in %.1f s (%.0f a second): %s%n", name, cases, seconds, cases / seconds, verdicts);
        kinds.forEach((kind, count) -> System.out.println("FOUND " + count + " x " + kind));
    }
}
