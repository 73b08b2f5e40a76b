package dev.caravan.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.cluster.Leadership.Pace;
import dev.caravan.support.LogLines;
import dev.caravan.support.cluster.SimulatedCluster;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeadershipTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pace PACE = new Pace(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofMillis(100));

    private final SimulatedCluster server = new SimulatedCluster();
    private final Cluster cluster = new Cluster(
            new ClusterSettings(
                    "", SimulatedCluster.NAMESPACE, "caravan", 1000, Duration.ofSeconds(1), Duration.ofMinutes(5)),
            server::config);
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final LogLines said = LogLines.of(Leadership.class);
    private final LogLines ofTheServer = LogLines.of(Reachability.class);
    private final Leadership leadership = candidate("one");

    @AfterEach
    void stop() {
        leadership.close();
        executor.shutdownNow();
        said.close();
        ofTheServer.close();
        cluster.close();
        server.close();
    }

    @Test
    void aServerThatIsAwayIsSpokenOfOnceAndSoIsItsReturn() {
        leadership.stand();
        await().atMost(PATIENCE).until(() -> begun.get() == 1);

        server.away();
        await().atMost(PATIENCE).until(() -> ended.get() == 1);
        server.back();

        await().atMost(PATIENCE).until(() -> begun.get() == 2);
        assertThat(said.lines())
                .containsExactly(
                        "this instance follows the cluster's Jobs",
                        "this instance does not follow the cluster's Jobs any more",
                        "this instance follows the cluster's Jobs");
        assertThat(ofTheServer.lines())
                .hasSize(2)
                .satisfies(lines -> assertThat(lines.get(0))
                        .startsWith("the cluster's API server is away: the Lease caravan-follower could not be had: "))
                .endsWith("the cluster's API server is back");
    }

    @Test
    void whatTheServerRefusesIsSpokenOfOnceToo() {
        server.fails(call -> call.resource().equals("leases"), 3, 403);

        leadership.stand();

        await().atMost(PATIENCE).until(() -> begun.get() == 1);
        assertThat(ofTheServer.lines())
                .hasSize(2)
                .satisfies(lines -> assertThat(lines.get(0))
                        .startsWith("the cluster's API server refuses: the Lease caravan-follower could not be had: "))
                .endsWith("the cluster's API server refuses that no more");
    }

    @Test
    void whenItGoesAnotherOneFollowsAndNamesItselfToNobodyTwice() {
        leadership.stand();
        await().atMost(PATIENCE).until(() -> begun.get() == 1);
        try (Leadership other = candidate("two")) {
            other.stand();
            await().atMost(PATIENCE).until(() -> said.lines().contains("one follows the cluster's Jobs"));

            leadership.close();

            await().atMost(PATIENCE).until(() -> begun.get() == 2);
            assertThat(said.lines())
                    .doesNotContain("two follows the cluster's Jobs", "null follows the cluster's Jobs");
        }
    }

    private Leadership candidate(String identity) {
        return new Leadership(
                cluster, "caravan-follower", identity, executor, begun::incrementAndGet, ended::incrementAndGet, PACE);
    }
}
