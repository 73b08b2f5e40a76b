package dev.caravan.cluster;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of the instances follows the Jobs, that which holds a Lease in the cluster. When it dies another one does. */
final class Leadership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    /**
     * How soon a dead one is followed by another.
     *
     * @param lease after its last word
     * @param renewedWithin the one that holds it gives up after so long without an answer
     * @param pause between two requests
     */
    record Pace(Duration lease, Duration renewedWithin, Duration pause) {}

    private static final Pace USUAL = new Pace(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));

    private final Cluster cluster;
    private final String name;
    private final String identity;
    private final ScheduledExecutorService executor;
    private final Pace pace;
    private final LeaderCallbacks callbacks;
    private final Reachability server = new Reachability();
    private final AtomicBoolean leads = new AtomicBoolean();
    private volatile boolean closed;
    private volatile @Nullable CompletableFuture<?> candidacy;

    /**
     * A candidate.
     *
     * @param name of the Lease
     * @param identity of this instance
     */
    Leadership(
            Cluster cluster,
            String name,
            String identity,
            ScheduledExecutorService executor,
            Runnable begins,
            Runnable ends) {
        this(cluster, name, identity, executor, begins, ends, USUAL);
    }

    Leadership(
            Cluster cluster,
            String name,
            String identity,
            ScheduledExecutorService executor,
            Runnable begins,
            Runnable ends,
            Pace pace) {
        this.cluster = cluster;
        this.name = name;
        this.identity = identity;
        this.executor = executor;
        this.callbacks = new LeaderCallbacks(() -> begin(begins), () -> end(ends), this::newLeader);
        this.pace = pace;
    }

    private void begin(Runnable begins) {
        if (!leads.getAndSet(true)) {
            LOG.info("this instance follows the cluster's Jobs");
            begins.run();
        }
    }

    /** The elector may say so twice. */
    private void end(Runnable ends) {
        if (leads.getAndSet(false)) {
            LOG.info("this instance does not follow the cluster's Jobs any more");
            ends.run();
        }
    }

    /** @param leader null when the last has given the Lease back */
    private void newLeader(@Nullable String leader) {
        if (leader != null && !leader.isEmpty() && !leader.equals(identity)) {
            LOG.info("{} follows the cluster's Jobs", leader);
        }
    }

    /** Stands for election, again whenever it is over. */
    void stand() {
        if (closed) {
            return;
        }
        try {
            CompletableFuture<?> stood = cluster.get()
                    .leaderElector()
                    .withConfig(new LeaderElectionConfigBuilder()
                            .withName(name)
                            .withLock(
                                    new ObservedLock(new LeaseLock(cluster.namespace(), name, identity), name, server))
                            .withLeaseDuration(pace.lease())
                            .withRenewDeadline(pace.renewedWithin())
                            .withRetryPeriod(pace.pause())
                            .withReleaseOnCancel(true)
                            .withLeaderCallbacks(callbacks)
                            .build())
                    .build()
                    .start();
            candidacy = stood;
            var unused = stood.whenComplete((nothing, fault) -> again(fault));
        } catch (RuntimeException e) {
            again(e);
        }
    }

    private void again(@Nullable Throwable fault) {
        if (!closed) {
            if (fault != null) {
                LOG.warn("the Lease {} could not be had: {}", name, fault.toString());
            }
            executor.schedule(this::stand, pace.pause().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Gives the Lease back, so that another instance need not wait for its end; an API server that is away is not waited for. */
    @Override
    public void close() {
        closed = true;
        server.silence();
        CompletableFuture<?> present = candidacy;
        if (present != null) {
            var unused = CompletableFuture.runAsync(() -> present.cancel(true))
                    .completeOnTimeout(null, pace.pause().toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(fault -> null)
                    .join();
        }
    }
}
