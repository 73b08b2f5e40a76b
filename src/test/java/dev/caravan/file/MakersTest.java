package dev.caravan.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.support.LogLines;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two instances whose converters have different options. */
@ExtendWith(RealRedis.class)
class MakersTest {
    private static final Maker ONE = new Maker("0123456789abcdef");
    private static final Maker TWO = new Maker("fedcba9876543210");
    private static final Path PATH = Path.of("/data/a.las");

    private final SourceFile file = new SourceFile(PATH, 100, Instant.ofEpochSecond(1_700_000_000));
    private final Records records = new Records(RealRedis.template());
    private final Makers one = new Makers(RealRedis.template(), ONE, "one");
    private final Makers two = new Makers(RealRedis.template(), TWO, "two");

    @Test
    void neitherTakesWhatTheOtherHasMadeAsLongAsBothLive() {
        madeBy(ONE);
        assertThat(verdicts(TWO)).as("one is not heard of").containsExactly(Verdict.OUTDATED);

        one.announce();
        two.announce();

        assertThat(verdicts(TWO)).isEmpty();
        assertThat(claims(TWO)).isEqualTo(ClaimOutcome.UNCHANGED);
        madeBy(TWO);
        assertThat(verdicts(ONE)).isEmpty();
    }

    @Test
    void whatAnInstanceThatIsGoneHasMadeIsOutOfDate() {
        madeBy(ONE);
        one.announce();
        two.announce();

        RealRedis.template().opsForZSet().incrementScore("makers", ONE.mark(), -61_000);

        assertThat(verdicts(TWO)).containsExactly(Verdict.OUTDATED);
        two.announce();
        assertThat(two.others()).isEmpty();
    }

    @Test
    void anInstanceThatEndsOrIsStartedWithOtherOptionsIsNotWaitedFor() {
        madeBy(ONE);
        one.announce();
        one.close();
        assertThat(verdicts(TWO)).containsExactly(Verdict.OUTDATED);

        one.announce();
        new Makers(RealRedis.template(), TWO, "one").announce();

        assertThat(verdicts(TWO)).containsExactly(Verdict.OUTDATED);
    }

    @Test
    void bothAreNamedOnce() throws Exception {
        try (LogLines log = LogLines.of(Makers.class)) {
            one.announce();
            two.announce();
            two.announce();
            one.announce();

            assertThat(log.lines())
                    .hasSize(2)
                    .allMatch(line -> line.contains("'one'")
                            && line.contains("'two'")
                            && line.contains("give all instances the same settings"));
        }
        assertThat(one.others()).isEqualTo(Map.of(TWO.mark(), "two"));
    }

    @Test
    void whoKeepsWhatThereIsSaysNothing() {
        new Makers(RealRedis.template(), Maker.ANY, "keeper").announce();

        assertThat(RealRedis.template().hasKey("makers")).isFalse();
    }

    private void madeBy(Maker maker) {
        RealRedis.template().delete("file:" + PATH);
        new FileClaims(RealRedis.template())
                .claim(new ClaimRequest(dataset(), "claim", Duration.ofMinutes(1), List.of(), null));
        records.reach(PATH, "COMPLETED");
        records.set(PATH, "made_by", maker.mark());
    }

    private List<Verdict> verdicts(Maker maker) {
        return new FileStore(RealRedis.template(), maker)
                .ask(List.of(file)).stream().map(Finding::verdict).toList();
    }

    private ClaimOutcome claims(Maker maker) {
        return new FileClaims(RealRedis.template(), maker)
                .claim(new ClaimRequest(dataset(), "claim-2", Duration.ofMinutes(1), List.of(), null))
                .outcome();
    }

    private Dataset dataset() {
        return Dataset.found("a", PATH.getParent(), file);
    }
}
