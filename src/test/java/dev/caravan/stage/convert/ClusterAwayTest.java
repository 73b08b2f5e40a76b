package dev.caravan.stage.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.support.RealRedis;
import dev.caravan.support.cluster.ApiCall;
import dev.caravan.support.cluster.SimulatedJob;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An API server that is away at one moment or another, or has trouble of its own, costs a dataset time and nothing else. */
@ExtendWith(RealRedis.class)
class ClusterAwayTest {
    /** After which an API server that was away is asked again. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    @RegisterExtension
    private final ClusterTrial trial = new ClusterTrial();

    @AfterEach
    void noAttemptWasCounted() {
        assertThat(trial.job("a").attempt()).isEqualTo(1);
    }

    @Test
    void awayBeforeTheOrder() {
        trial.cluster.away();
        trial.patience(SHORT).starts("here");
        trial.ordered("a");
        awaitSaid("could not be listed");

        trial.cluster.back();

        trial.succeeds(trial.theJob("a"));
        trial.awaitDone("a", 1);
    }

    @Test
    void theAnswerToTheOrderIsLost() {
        trial.cluster.losesAnswers(ClusterAwayTest::isOrder, 1);
        trial.starts("here");
        trial.ordered("a");

        trial.succeeds(trial.theJob("a"));

        trial.awaitDone("a", 1);
        assertThat(trial.calls(ClusterAwayTest::isOrder)).hasSize(2);
    }

    @Test
    void awayBetweenTheOrderAndItsAnswer() {
        trial.cluster.goesAwayAfter(ClusterAwayTest::isOrder);
        trial.patience(SHORT).starts("here");
        trial.ordered("a");
        awaitSaid("could not be made");

        trial.cluster.back();

        trial.succeeds(trial.theJob("a"));
        trial.awaitDone("a", 1);
    }

    @Test
    void awayWhileItWorks() {
        trial.patience(SHORT).starts("here");
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");
        trial.awaitAsleep("a");
        job.pod().starts();

        trial.cluster.away();
        awaitSaid("could not be listed");
        trial.cluster.back();

        trial.succeeds(job);
        trial.awaitDone("a", 1);
    }

    @Test
    void awayAtItsEnd() {
        trial.patience(SHORT).starts("here");
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");
        trial.awaitAsleep("a");

        trial.cluster.away();
        trial.succeeds(job);
        awaitSaid("could not be listed");
        trial.cluster.back();

        trial.awaitDone("a", 1);
    }

    @Test
    void awayWhileTheResultIsRead() {
        trial.patience(SHORT).starts("here");
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");
        trial.cluster.fails(ClusterAwayTest::readsTheResult, 1000, 500);

        trial.succeeds(job);
        awaitSaid("the pods of Job " + job.name() + " could not be listed");
        trial.cluster.heals();

        trial.awaitDone("a", 1);
    }

    @Test
    void theFollowerSeesByItselfWhatHasHappenedWhileTheServerWasAway() {
        trial.starts("here");
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");
        trial.awaitAsleep("a");
        await().until(() -> trial.cluster.watches() == 2);

        trial.cluster.away();
        trial.succeeds(job);
        trial.cluster.compacts();
        trial.cluster.back();

        trial.awaitDone("a", 1);
    }

    @Test
    void theFollowerBeginsThoughItsFirstLooksFail() {
        trial.cluster.fails(ClusterAwayTest::followerLists, 15, 500);
        trial.starts("here");
        trial.ordered("a");

        SimulatedJob job = trial.theJob("a");
        trial.awaitAsleep("a");
        trial.succeeds(job);

        trial.awaitDone("a", 1);
    }

    @Test
    void watchesThatAreRefusedForAWhileAreBegunAgain() {
        trial.cluster.fails(call -> call.verb().equals("watch"), 6, 403);
        trial.starts("here");
        trial.ordered("a");

        SimulatedJob job = trial.theJob("a");
        trial.awaitAsleep("a");
        trial.succeeds(job);

        trial.awaitDone("a", 1);
    }

    @Test
    void watchesWhoseVersionIsTooOldAreBegunAgain() {
        trial.withoutLooks().starts("here");
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");
        trial.awaitAsleep("a");
        await().until(() -> trial.cluster.watches() == 2);

        trial.cluster.expiresWatches();
        trial.succeeds(job);

        trial.awaitDone("a", 1);
    }

    @Test
    void watchesThatAreCutOffAreBegunAgain() {
        trial.withoutLooks().starts("here");
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");
        trial.awaitAsleep("a");
        await().until(() -> trial.cluster.watches() == 2);

        trial.cluster.cutsWatches();
        trial.succeeds(job);

        trial.awaitDone("a", 1);
    }

    @Test
    void aServerThatThrottlesIsAskedAgainWhenItSays() {
        trial.cluster.throttles(ClusterAwayTest::looksForIt, 3, 1);
        trial.starts("here");
        trial.ordered("a");

        trial.succeeds(trial.theJob("a"));

        trial.awaitDone("a", 1);
        assertThat(trial.log("a")).doesNotContain("could not be");
        assertThat(pauseAfterTheFirst()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aServerWithTroubleOfItsOwnIsAskedAgain() {
        trial.patience(SHORT).starts("here");
        trial.cluster.fails(call -> true, 40, 500);
        trial.ordered("a");

        trial.succeeds(trial.theJob("a"));

        trial.awaitDone("a", 1);
    }

    private void awaitSaid(String what) {
        await().atMost(ClusterTrial.PATIENCE).until(() -> trial.log("a").contains(what));
    }

    private Duration pauseAfterTheFirst() {
        var stage = trial.calls(ClusterAwayTest::looksForIt);
        return Duration.between(stage.get(0).at(), stage.get(1).at());
    }

    private static boolean isOrder(ApiCall call) {
        return call.verb().equals("create") && call.resource().equals("jobs");
    }

    private static boolean looksForIt(ApiCall call) {
        return call.verb().equals("list") && call.selector().contains("caravan.dev/job");
    }

    private static boolean readsTheResult(ApiCall call) {
        return call.verb().equals("list") && call.selector().contains("controller-uid");
    }

    private static boolean followerLists(ApiCall call) {
        return call.verb().equals("list")
                && !call.selector().contains("caravan.dev/job")
                && !call.selector().contains("controller-uid");
    }
}
