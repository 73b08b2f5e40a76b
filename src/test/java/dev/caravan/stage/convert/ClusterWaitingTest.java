package dev.caravan.stage.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.job.OutsideWork;
import dev.caravan.support.RealRedis;
import dev.caravan.support.cluster.SimulatedJob;
import dev.caravan.support.cluster.SimulatedPod;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Why a Job does not work yet is told in the cluster's own words, and no more once it works. */
@ExtendWith(RealRedis.class)
class ClusterWaitingTest {

    @RegisterExtension
    private final ClusterTrial trial = new ClusterTrial();

    @BeforeEach
    void start() {
        trial.starts("here");
    }

    static Stream<Arguments> hindrances() {
        return Stream.of(
                hindrance(
                        "no node",
                        pod -> pod.unschedulable("0/3 nodes are available: 3 Insufficient memory."),
                        "Unschedulable: 0/3 nodes are available: 3 Insufficient memory."),
                hindrance("a claim", SimulatedPod::claimUnbound, "unbound immediate PersistentVolumeClaims"),
                hindrance("an image", SimulatedPod::imageNotPulled, "ImagePullBackOff: Back-off pulling image"));
    }

    private static Arguments hindrance(String what, Consumer<SimulatedPod> happens, String said) {
        return Arguments.of(what, happens, said);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hindrances")
    void whatHindersAPodIsTold(String what, Consumer<SimulatedPod> happens, String said) {
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");
        trial.awaitAsleep("a");

        happens.accept(job.pod());

        awaitWaitsFor(said);
        trial.succeeds(job);
        trial.awaitDone("a", 1);
    }

    @Test
    void aQuotaIsToldAndNoMoreWhenItIsLifted() {
        trial.cluster.quotaExceeded("compute, requested: requests.memory=1Gi, used: requests.memory=8Gi");
        trial.ordered("a");

        awaitWaitsFor("exceeded quota: compute");
        trial.cluster.quotaLifted();
        trial.succeeds(trial.theJob("a"));
        trial.awaitDone("a", 1);
    }

    @Test
    void aQueueThatHoldsTheJobBackIsTold() {
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");
        trial.awaitAsleep("a");

        job.suspended();

        awaitWaitsFor("suspended");
        job.admitted();
        trial.succeeds(job);
        trial.awaitDone("a", 1);
    }

    private void awaitWaitsFor(String said) {
        await().atMost(ClusterTrial.PATIENCE)
                .untilAsserted(() -> assertThat(OutsideWork.of(trial.job("a")).map(OutsideWork::waitsFor))
                        .hasValueSatisfying(reason -> assertThat(reason).contains(said)));
    }
}
