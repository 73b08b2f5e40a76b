package dev.caravan.proof;

import static org.assertj.core.api.Assertions.fail;

import dev.caravan.potree.Encoding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random clouds of all formats, versions and shapes, alone or several at once, come back point for point. The properties `proof.seed` and
 * `proof.cases` make another run; a fault is told with the smallest case that was found to have it.
 */
class RandomConversionTest {
    private static final long SEED = Long.getLong("proof.seed", 1);
    private static final int FEW = 60;
    private static final int MANY = Integer.getInteger("proof.cases", 3000);

    @Test
    void everyPointAndAttributeComesBack() throws IOException {
        run(SEED * 1_000_000, FEW);
    }

    @Tag("slow")
    @Test
    void everyPointAndAttributeComesBackInManyClouds() throws IOException {
        run(SEED * 1_000_000 + FEW, MANY);
    }

    private static void run(long first, int cases) throws IOException {
        System.out.println("random conversions " + first + " to " + (first + cases - 1));
        List<Encoding> encodings = Encodings.writable();
        for (long number = first; number < first + cases; number++) {
            RandomConversion conversion = RandomConversion.of(number, encodings);
            List<String> faults = conversion.faults();
            if (!faults.isEmpty()) {
                RandomConversion small = smaller(conversion);
                fail("conversion " + number + ": " + small + "\n" + String.join("\n", small.faults()));
            }
        }
    }

    /** Fewer files, then fewer points, as long as it still fails. */
    private static RandomConversion smaller(RandomConversion failing) throws IOException {
        RandomConversion small = failing;
        for (RandomCloud cloud : failing.clouds()) {
            List<RandomCloud> others = new ArrayList<>(small.clouds());
            others.remove(cloud);
            if (!others.isEmpty() && !small.with(others).faults().isEmpty()) {
                small = small.with(others);
            }
        }
        for (int points = 12_000; points > 0; points /= 2) {
            if (!small.atMost(points).faults().isEmpty()) {
                small = small.atMost(points);
            }
        }
        return small;
    }
}
