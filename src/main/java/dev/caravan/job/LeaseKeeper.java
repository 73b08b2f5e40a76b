package dev.caravan.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the leases of one stage's runs in this process, and takes away those that dead workers have left. Its
 * {@link #keep} is to be called three times in a lease's length.
 */
public final class LeaseKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    private final JobQueue queue;
    private final String stage;
    private final Duration length;
    private final int maximumAttempts;
    private final Executor cancellations;
    private final Set<LeasedRun> runs = ConcurrentHashMap.newKeySet();
    private final RecentIds cancelled = new RecentIds();

    /**
     * Keeps the leases of a stage.
     *
     * @param maximumAttempts 0 for those of each job
     * @param cancellations where the runs' cancel actions are done, so that they cannot delay the renewals
     */
    public LeaseKeeper(JobQueue queue, String stage, Duration length, int maximumAttempts, Executor cancellations) {
        this.queue = queue;
        this.stage = stage;
        this.length = length;
        this.maximumAttempts = maximumAttempts;
        this.cancellations = cancellations;
    }

    /** A run begins; its job may have been cancelled in the moment since it was claimed. */
    public void add(LeasedRun run) {
        runs.add(run);
        if (cancelled.contains(run.id())) {
            check(run.id());
        }
    }

    public void remove(LeasedRun run) {
        runs.remove(run);
    }

    public Collection<LeasedRun> runs() {
        return Set.copyOf(runs);
    }

    /** Renews our own leases first, so that an outage that we have all seen does not cost a living worker its job. */
    public void keep() {
        try {
            runs.forEach(this::renew);
            if (queue.link().upFor().compareTo(length) >= 0) {
                tell(queue.reapExpired(stage, length, maximumAttempts), "workers of " + stage + " have died");
                tell(queue.reapAbandoned(length), "stages are served by nobody any more");
            }
        } catch (RuntimeException e) {
            tell(e);
        }
    }

    private void renew(LeasedRun run) {
        try {
            queue.renew(run.lease());
        } catch (JobCancelledException e) {
            if (!run.settled() && runs.remove(run)) {
                LOG.info("job {} at {} cancelled: {}", run.id(), stage, e.reason());
                run.log().append(stage + ": cancelled: " + e.reason());
                cancellations.execute(() -> run.cancel(e.reason()));
            }
        } catch (LeaseLostException e) {
            if (!run.settled() && runs.remove(run)) {
                LOG.warn("{}", e.getMessage());
                cancellations.execute(run::cancel);
            }
        } catch (JobTimedOutException e) {
            if (!run.settled() && !run.timedOut()) {
                LOG.warn("{}", e.getMessage());
                cancellations.execute(run::timeOut);
            }
        }
    }

    /** Somebody has cancelled this job: when it runs here, its run ends now, and not when its lease is to be renewed. */
    public void jobCancelled(String id) {
        cancelled.add(id);
        check(id);
    }

    /** Those whose time is over end soon, and not when their leases are to be renewed. Redis' clock decides. */
    public void keepTime() {
        Instant now = Instant.now();
        runs.stream()
                .filter(run ->
                        !run.timedOut() && run.deadline().filter(now::isAfter).isPresent())
                .map(LeasedRun::id)
                .forEach(this::check);
    }

    private void check(String id) {
        try {
            runs.stream().filter(run -> run.id().equals(id)).forEach(this::renew);
        } catch (RuntimeException e) {
            tell(e);
        }
    }

    /** Passes on what the runs have said about how far they are. */
    public void tellProgress() {
        for (LeasedRun run : runs) {
            try {
                run.takeProgress().ifPresent(progress -> queue.progress(run.lease(), progress));
            } catch (LeaseLostException e) {
                LOG.debug("{}", e.getMessage());
            } catch (RuntimeException e) {
                tell(e);
            }
        }
    }

    /** That Redis is away has been said once, by the link. */
    private void tell(RuntimeException fault) {
        if (queue.link().availability().up()) {
            LOG.error("leases of {} are not kept", stage, fault);
        }
    }

    private static void tell(Reaped reaped, String why) {
        if (!reaped.equals(Reaped.NOTHING)) {
            LOG.warn(
                    "{}: {} jobs wait for another worker, {} have no attempt left",
                    why,
                    reaped.requeued(),
                    reaped.parked().size());
        }
        reaped.parked()
                .forEach(job -> LOG.error("job {} is parked as FAILED, {}: {}", job.id(), job.kind(), job.reason()));
    }
}
