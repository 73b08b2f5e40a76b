package dev.caravan.stage.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.job.JobState;
import dev.caravan.support.RealRedis;
import dev.caravan.support.cluster.SimulatedCluster;
import dev.caravan.support.cluster.SimulatedJob;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A service that is killed at one moment or another: the next one goes on with the same Job. */
@ExtendWith(RealRedis.class)
class ClusterRestartTest {
    private static final Duration SHORT = Duration.ofSeconds(1);

    @RegisterExtension
    private final ClusterTrial trial = new ClusterTrial();

    @Test
    void killedBeforeTheOrder() {
        trial.cluster.away();
        ClusterInstance first = trial.patience(SHORT).starts("first");
        trial.ordered("a");
        await().atMost(ClusterTrial.PATIENCE).until(() -> trial.log("a").contains("could not be listed"));

        trial.kills(first);
        trial.cluster.back();
        trial.starts("second");

        trial.succeeds(trial.theJob("a"));
        trial.awaitDone("a", 1);
    }

    @Test
    void killedBetweenTheOrderAndItsAnswer() {
        trial.cluster.goesAwayAfter(
                call -> call.verb().equals("create") && call.resource().equals("jobs"));
        ClusterInstance first = trial.starts("first");
        trial.ordered("a");
        await().atMost(ClusterTrial.PATIENCE).until(() -> trial.ordersOf("a") == 1);

        trial.kills(first);
        trial.cluster.back();
        trial.starts("second");

        SimulatedJob job = trial.theJob("a");
        trial.awaitAsleep("a");
        trial.succeeds(job);
        trial.awaitDone("a", 1);
    }

    @Test
    void killedWhileItWorks() {
        ClusterInstance first = trial.starts("first");
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");
        trial.awaitAsleep("a");

        trial.kills(first);
        follows("second");
        trial.succeeds(job);

        trial.awaitDone("a", 1);
        assertThat(trial.job("a").attempt()).isEqualTo(1);
    }

    @Test
    void killedBeforeItsEnd() {
        ClusterInstance first = trial.starts("first");
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");
        trial.awaitAsleep("a");

        trial.kills(first);
        trial.succeeds(job);
        follows("second");

        trial.awaitDone("a", 1);
        assertThat(trial.job("a").attempt()).isEqualTo(1);
    }

    @Test
    void killedWhileTheResultIsRead() {
        trial.cluster.fails(call -> call.selector().contains("controller-uid"), 1000, 500);
        ClusterInstance first = trial.starts("first");
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");
        trial.succeeds(job);
        await().atMost(ClusterTrial.PATIENCE)
                .until(() -> !trial.calls(call -> call.selector().contains("controller-uid"))
                        .isEmpty());

        trial.kills(first);
        trial.cluster.heals();
        trial.starts("second");

        trial.awaitDone("a", 1);
    }

    @Test
    void whatWasCancelledWhileNobodyWasThereIsDeletedByTheNext() {
        ClusterInstance first = trial.starts("first");
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");
        trial.awaitAsleep("a");
        job.pod().starts();

        trial.kills(first);
        trial.control.cancel("a", "not wanted");
        follows("second");

        await().atMost(ClusterTrial.PATIENCE).until(() -> !job.exists());
        await().atMost(ClusterTrial.PATIENCE)
                .untilAsserted(() -> assertThat(trial.scratch()).isEmpty());
        assertThat(trial.job("a").state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aJobThatWentWhileNobodyWasThereIsOrderedAgainWhenPatienceIsOver() {
        ClusterInstance first = trial.patience(SHORT).starts("first");
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");
        trial.awaitAsleep("a");

        trial.kills(first);
        job.deleted();
        trial.starts("second");

        trial.succeeds(trial.theJob("a", 2));
        trial.awaitDone("a", 2);
    }

    @Test
    void anInstanceThatStopsLetsAnotherFollowAtOnce() {
        ClusterInstance first = trial.starts("first");
        await().atMost(ClusterTrial.PATIENCE).until(() -> holder().equals(Optional.of("first")));
        trial.starts("second");
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");
        trial.awaitAsleep("a");

        trial.stops(first);

        assertThat(holder()).isNotEqualTo(Optional.of("first"));
        trial.succeeds(job);
        trial.awaitDone("a", 1);
        assertThat(holder()).contains("second");
    }

    @Test
    void anInstanceThatIsKilledIsFollowedByAnotherWhenItsLeaseIsOver() {
        ClusterInstance first = trial.starts("first");
        await().atMost(ClusterTrial.PATIENCE).until(() -> holder().equals(Optional.of("first")));
        trial.starts("second");
        trial.ordered("a");
        SimulatedJob job = trial.theJob("a");
        trial.awaitAsleep("a");

        trial.kills(first);
        assertThat(holder()).contains("first");
        leaseIsOver();
        trial.succeeds(job);

        trial.awaitDone("a", 1);
        assertThat(holder()).contains("second");
    }

    /** After one that was killed. */
    private void follows(String name) {
        leaseIsOver();
        trial.starts(name);
    }

    private Optional<String> holder() {
        try (KubernetesClient client = trial.cluster.client()) {
            Lease lease = client.leases()
                    .inNamespace(SimulatedCluster.NAMESPACE)
                    .withName("caravan-follower")
                    .get();
            return Optional.ofNullable(lease).map(found -> found.getSpec().getHolderIdentity());
        }
    }

    /** As if the time had passed that it was given for. */
    private void leaseIsOver() {
        try (KubernetesClient client = trial.cluster.client()) {
            client.leases()
                    .inNamespace(SimulatedCluster.NAMESPACE)
                    .withName("caravan-follower")
                    .edit(lease -> {
                        lease.getSpec().setRenewTime(ZonedDateTime.now().minusHours(1));
                        return lease;
                    });
        }
    }
}
