package dev.caravan.stage.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.job.FailureKind;
import dev.caravan.job.JobState;
import dev.caravan.job.Limits;
import dev.caravan.support.RealRedis;
import dev.caravan.support.cluster.SimulatedJob;
import dev.caravan.support.cluster.SimulatedPod;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a dataset when its Job, or a pod of it, ends in one of the ways in which they end. */
@ExtendWith(RealRedis.class)
class ClusterEndingsTest {
    @RegisterExtension
    private final ClusterTrial trial = new ClusterTrial();

    @BeforeEach
    void start() {
        trial.starts("here");
    }

    @Test
    void aJobThatSucceedsIsTheEnd() {
        trial.ordered("a");

        trial.succeeds(trial.theJob("a"));

        trial.awaitDone("a", 1);
        assertThat(trial.job("a").attempt()).isEqualTo(1);
    }

    @Test
    void badInputIsTheEndAtTheFirstPod() {
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");

        job.pod().starts().says("{\"error\": \"a.las: cut off\"}").exits(3);

        trial.awaitState("a", JobState.FAILED);
        assertThat(trial.job("a").failure().kind()).isEqualTo(FailureKind.BAD_INPUT);
        assertThat(trial.job("a").reason()).isEqualTo("a.las: cut off");
        assertThat(job.pods()).hasSize(1);
        assertThat(trial.ordersOf("a")).isEqualTo(1);
        await().untilAsserted(() -> assertThat(trial.scratch()).isEmpty());
    }

    @Test
    void tooLittleDiskIsTriedAgain() {
        trial.ordered("a");
        SimulatedJob first = trial.theJob("a");

        first.pod().starts().exits(4);

        assertThat(memory(trial.theJob("a", 2))).isEqualTo(memory(first));
        assertThat(trial.job("a").failure().kind()).isEqualTo(FailureKind.NOT_ENOUGH_DISK);
        assertThat(first.pods()).hasSize(1);
        trial.succeeds(trial.theJob("a", 2));
        trial.awaitDone("a", 2);
    }

    static Stream<Arguments> wantsOfMemory() {
        return Stream.of(
                Arguments.of("exit code 5", (Consumer<SimulatedPod>) pod -> pod.exits(5)),
                Arguments.of("OOMKilled", (Consumer<SimulatedPod>) SimulatedPod::outOfMemory));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wantsOfMemory")
    void tooLittleMemoryIsTriedOnceMoreWithMore(String how, Consumer<SimulatedPod> ends) {
        trial.ordered("a");
        SimulatedJob first = trial.theJob("a");
        ends.accept(first.pod().starts());

        SimulatedJob second = trial.theJob("a", 2);
        assertThat(memory(second)).as(how).isGreaterThan(2 * memory(first));
        assertThat(first.pods()).hasSize(1);
        ends.accept(second.pod().starts());

        trial.awaitState("a", JobState.FAILED);
        assertThat(trial.job("a").failure().kind()).isEqualTo(FailureKind.NOT_ENOUGH_MEMORY);
        assertThat(trial.ordersOf("a")).isEqualTo(2);
    }

    @Test
    void otherExitCodesAreForTheClusterToTryAgainAndThenForUs() {
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");

        job.pod().starts().exits(1);
        job.pod().starts().killed(6);
        job.pod().starts().exits(1);

        SimulatedJob second = trial.theJob("a", 2);
        assertThat(job.pods()).hasSize(3);
        assertThat(trial.job("a").failure().kind()).isEqualTo(FailureKind.INFRASTRUCTURE);
        assertThat(trial.log("a")).contains("BackoffLimitExceeded", "ended with exit code 1");
        trial.succeeds(second);
        trial.awaitDone("a", 2);
    }

    @Test
    void evictionsCountForNothing() {
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");

        for (int i = 0; i < 5; i++) {
            job.pod().starts().evicted("The node was low on resource: memory.");
            job.pod().preempted();
        }
        trial.succeeds(job);

        trial.awaitDone("a", 1);
        assertThat(trial.job("a").attempt()).isEqualTo(1);
    }

    @Test
    void aLostNodeCountsForNothing() {
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");

        job.pod().starts().nodeLost();
        trial.succeeds(job);

        trial.awaitDone("a", 1);
        assertThat(trial.job("a").attempt()).isEqualTo(1);
    }

    @Test
    void aPodOfANodeThatIsSilentIsWaitedForUntilItIsForgotten() {
        trial.cluster.podsTakeTheirTimeToEnd();
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");
        trial.awaitAsleep("a");
        SimulatedPod lost = job.pod().starts();

        lost.nodeSilent();
        assertThat(job.pods()).hasSize(1);
        lost.forgotten();
        trial.succeeds(job);

        trial.awaitDone("a", 1);
        assertThat(trial.job("a").attempt()).isEqualTo(1);
    }

    @Test
    void aJobThatSomebodyDeletesIsOrderedAgain() {
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");
        trial.awaitAsleep("a");
        job.pod().starts();

        job.deleted();

        trial.succeeds(trial.theJob("a", 2));
        trial.awaitDone("a", 2);
        assertThat(trial.log("a")).contains("has gone from the cluster before it was seen to end");
    }

    @Test
    void theClustersDeadlineIsATimeOutAndTriedAgain() {
        trial.ordered("a", new Limits(Duration.ofHours(1), 5));
        SimulatedJob job = trial.theJob("a");
        job.pod().starts();

        job.deadlineExceeded();

        SimulatedJob second = trial.theJob("a", 2);
        assertThat(trial.job("a").failure().kind()).isEqualTo(FailureKind.TIMEOUT);
        trial.succeeds(second);
        trial.awaitDone("a", 2);
    }

    @Test
    void aJobThatDoesNotEndInTimeIsDeletedAndTheNextWaitsUntilItsPodsHaveGone() {
        trial.cluster.podsTakeTheirTimeToEnd();
        trial.ordered("a", new Limits(Duration.ofSeconds(2), 2));
        SimulatedJob job = trial.theJob("a");
        SimulatedPod pod = job.pod().starts();

        await().atMost(ClusterTrial.PATIENCE)
                .until(() -> job.json().at("/metadata").has("deletionTimestamp"));
        assertThat(trial.ordersOf("a")).isEqualTo(1);
        trial.converts(job);
        pod.terminates();

        trial.succeeds(trial.theJob("a", 2));
        trial.awaitDone("a", 2);
        assertThat(trial.log("a")).contains("TIMEOUT");
    }

    @Test
    void whatIsCancelledGoesWithItsPodsAndThenItsScratch() {
        trial.cluster.podsTakeTheirTimeToEnd();
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");
        SimulatedPod pod = job.pod().starts();
        trial.awaitAsleep("a");

        trial.control.cancel("a", "not wanted");

        await().atMost(ClusterTrial.PATIENCE)
                .until(() -> job.json().at("/metadata").has("deletionTimestamp"));
        assertThat(trial.scratch()).isNotEmpty();
        trial.converts(job);
        pod.terminates();
        await().atMost(ClusterTrial.PATIENCE)
                .untilAsserted(() -> assertThat(trial.scratch()).isEmpty());
        assertThat(job.exists()).isFalse();
        assertThat(trial.job("a").state()).isEqualTo(JobState.CANCELLED);
        assertThat(trial.ended()).isEmpty();
    }

    @Test
    void whatHasFailedForGoodAndIsBegunAnewGetsANewJob() {
        trial.ordered("a");
        trial.theJob("a").pod().starts().exits(3);
        trial.awaitState("a", JobState.FAILED);

        trial.control.retry("a", "convert");

        await().atMost(ClusterTrial.PATIENCE).until(() -> trial.ordersOf("a") == 2);
        await().until(() -> trial.working("a").isPresent());
        trial.succeeds(trial.working("a").orElseThrow());
        trial.awaitDone("a", 2);
    }

    /** Mebibytes. */
    private static int memory(SimulatedJob job) {
        return Integer.parseInt(job.json()
                .at("/spec/template/spec/containers/0/resources/limits/memory")
                .asText()
                .replace("Mi", ""));
    }
}
