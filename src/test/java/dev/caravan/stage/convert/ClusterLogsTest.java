package dev.caravan.stage.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.support.RealRedis;
import dev.caravan.support.cluster.SimulatedJob;
import dev.caravan.support.cluster.SimulatedPod;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pods have said is in the job's log: all of it, once, in its order. */
@ExtendWith(RealRedis.class)
class ClusterLogsTest {
    /** More than two answers of 4 MiB. */
    private static final int LINES = 1800;

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    @RegisterExtension
    private final ClusterTrial trial = new ClusterTrial();

    @BeforeEach
    void start() {
        trial.starts("here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "€"})
    void aLogThatIsLongerThanOneAnswerIsReadToItsEnd(String letter) {
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");
        trial.awaitAsleep("a");
        SimulatedPod pod = job.pod();
        String much = letter.repeat(5000);
        for (int i = 0; i < LINES; i++) {
            pod.says(TIME.plusMillis(i * 10L), "<" + i + " " + much + ">");
        }

        trial.succeeds(job);

        trial.awaitDone("a", 1);
        List<String> said = trial.log("a")
                .lines()
                .filter(line -> line.contains("| <"))
                .map(line -> line.substring(line.indexOf("| <") + 2))
                .toList();
        assertThat(said)
                .as("lines")
                .isEqualTo(IntStream.range(0, LINES)
                        .mapToObj(i -> "<" + i + " " + much + ">")
                        .toList());
    }

    @Test
    void whatEachPodOfAJobHasSaidIsKept() {
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");

        job.pod().starts().says("first").exits(1);
        job.pod().starts().says("second").evicted("The node was low on resource: memory.");
        job.pod().starts().says("third");
        trial.succeeds(job);

        trial.awaitDone("a", 1);
        assertThat(trial.log("a"))
                .containsOnlyOnce("| first")
                .containsOnlyOnce("| second")
                .containsOnlyOnce("| third");
    }

    @Test
    void aPodThatHasGoneBeforeItsLogWasReadCostsOnlyTheLog() {
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");
        trial.awaitAsleep("a");
        trial.cluster.fails(call -> call.subresource().equals("log"), 1000, 404);

        trial.succeeds(job);

        trial.awaitDone("a", 1);
        assertThat(trial.log("a")).contains("has succeeded").doesNotContain("| {");
    }

    @Test
    void progressIsToldWhileTheJobWorks() {
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");
        trial.awaitAsleep("a");

        job.pod()
                .starts()
                .says("progress phase=build percent=50.0 done=50 total=100 points_per_second=1 eta_seconds=1.0");

        await().atMost(ClusterTrial.PATIENCE).until(() -> {
            var progress = trial.job("a").progress();
            return progress != null && progress.done() == 50;
        });
        trial.succeeds(job);
        trial.awaitDone("a", 1);
    }
}
