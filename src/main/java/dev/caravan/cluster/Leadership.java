package dev.caravan.cluster;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of the instances follows the Jobs, that which holds a Lease in the cluster. When it dies another one does. */
final class Leadership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration RENEWED_WITHIN = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final String name;
    private final String identity;
    private final ScheduledExecutorService executor;
    private final LeaderCallbacks callbacks;
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
        this.cluster = cluster;
        this.name = name;
        this.identity = identity;
        this.executor = executor;
        this.callbacks = new LeaderCallbacks(begins, ends, leader -> LOG.info("{} follows the cluster's Jobs", leader));
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
                            .withLock(new LeaseLock(cluster.namespace(), name, identity))
                            .withLeaseDuration(LEASE)
                            .withRenewDeadline(RENEWED_WITHIN)
                            .withRetryPeriod(PAUSE)
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
            executor.schedule(this::stand, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Gives the Lease back, so that another instance need not wait for its end; an API server that is away is not waited for. */
    @Override
    public void close() {
        closed = true;
        CompletableFuture<?> present = candidacy;
        if (present != null) {
            var unused = CompletableFuture.runAsync(() -> present.cancel(true))
                    .completeOnTimeout(null, PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(fault -> null)
                    .join();
        }
    }
}
