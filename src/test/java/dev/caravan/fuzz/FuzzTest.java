package dev.caravan.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.support.RealData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever is changed in a file, nothing happens but a refusal or a right octree: no hang, no crash, no other exception, not more memory
 * than a small Java has. Each corpus runs in a Java of its own. The properties `fuzz.seed` and `fuzz.cases` make another long run.
 */
class FuzzTest {
    private static final String HEAP = "-Xmx256m";
    private static final long FIXED_SEED = 1;
    private static final long SEED = Long.getLong("fuzz.seed", 2);
    private static final long CASES = Long.getLong("fuzz.cases", 0);

    @ParameterizedTest
    @CsvSource({"las,900", "laz,600", "octree,1200"})
    void someCases(String corpus, long cases) throws Exception {
        assertNothingFound(corpus, FIXED_SEED, cases);
    }

    @ParameterizedTest
    @CsvSource({"real,400"})
    void someCasesOfRealFiles(String corpus, long cases) throws Exception {
        RealData.directory();
        assertNothingFound(corpus, FIXED_SEED, cases);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"las,40000", "laz,40000", "octree,30000"})
    void manyCases(String corpus, long cases) throws Exception {
        assertNothingFound(corpus, SEED, CASES > 0 ? CASES : cases);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"real,30000"})
    void manyCasesOfRealFiles(String corpus, long cases) throws Exception {
        RealData.directory();
        assertNothingFound(corpus, SEED, CASES > 0 ? CASES : cases);
    }

    private static void assertNothingFound(String corpus, long seed, long cases)
            throws IOException, InterruptedException {
        Process process = start(corpus, seed, cases);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(output.lines()
                .filter(line -> !line.startsWith("FOUND"))
                .reduce((a, b) -> b)
                .orElse(""));

        assertThat(process.waitFor()).as(output).isZero();
    }

    /** The class path by the environment: some phases of a conversion look at their own command line, which is then short. */
    private static Process start(String corpus, long seed, long cases) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), HEAP));
        for (String property : List.of("fuzz.lost", "CARAVAN_TEST_DATA")) {
            String value = System.getProperty(property);
            if (value != null) {
                command.add("-D" + property + "=" + value);
            }
        }
        command.addAll(List.of(Fuzz.class.getName(), corpus, String.valueOf(seed), "0", String.valueOf(cases)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }
}
