package dev.caravan.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run under a lease. It is moved at most once, and cancelled at most once. */
public final class LeasedRun implements JobRun {
    private static final Logger LOG = LoggerFactory.getLogger(LeasedRun.class);

    private final Lease lease;
    private final JobLog log;
    private final Deque<Runnable> actions = new ArrayDeque<>();
    private volatile boolean cancelled;
    private volatile long cancelledAt;
    private volatile @Nullable String cancelReason;
    private volatile boolean settled;
    private volatile @Nullable String movedTo;
    private volatile @Nullable Failure failure;
    private volatile boolean timedOut;
    private volatile @Nullable Duration sleep;
    private final AtomicReference<@Nullable Progress> unsaid = new AtomicReference<>();
    private final RunNotes notes;

    public LeasedRun(Lease lease, JobLog log) {
        this.lease = lease;
        this.log = log;
        this.notes = new RunNotes(lease.job().result());
    }

    public Lease lease() {
        return lease;
    }

    @Override
    public void failed(Failure failure) {
        this.failure = failure;
    }

    /** What the error policy said last; null when nothing has failed. */
    public @Nullable Failure failure() {
        return failure;
    }

    @Override
    public String id() {
        return lease.id();
    }

    @Override
    public String stage() {
        return lease.job().stage();
    }

    @Override
    public int attempt() {
        return lease.job().attempt();
    }

    @Override
    public JobLog log() {
        return log;
    }

    @Override
    public Optional<Failure> previousFailure() {
        return Optional.ofNullable(lease.job().failure());
    }

    @Override
    public Optional<Instant> started() {
        return Optional.ofNullable(lease.job().times().started());
    }

    @Override
    public Optional<Instant> deadline() {
        return Optional.ofNullable(lease.job().times().expires());
    }

    @Override
    public void progress(Progress progress) {
        unsaid.set(progress);
    }

    /** The newest word that nobody has taken yet. */
    Optional<Progress> takeProgress() {
        return Optional.ofNullable(unsaid.getAndSet(null));
    }

    @Override
    public void note(String name, Object value) {
        notes.put(name, value);
    }

    public Notes notes() {
        return notes.toJson();
    }

    @Override
    public void sleep(Duration most) {
        sleep = most;
    }

    @Override
    public Optional<String> noted(String name) {
        return notes.text(name);
    }

    /** How long it sleeps at most when the route has ended; null when it does not. */
    public @Nullable Duration sleep() {
        return sleep;
    }

    /** Cancels it because its time is over. */
    void timeOut() {
        timedOut = true;
        cancel();
    }

    /** Whether it was cancelled because its time was over. */
    public boolean timedOut() {
        return timedOut;
    }

    @Override
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public boolean givenUp() {
        return cancelReason != null;
    }

    /** Cancels it because somebody has cancelled its job, which is therefore in nobody's hands. */
    public void cancel(String reason) {
        cancelReason = reason;
        cancel();
    }

    /** Why somebody has cancelled its job; null when nobody has. */
    public @Nullable String cancelReason() {
        return cancelReason;
    }

    /** How long ago it was cancelled; zero when it was not. */
    public Duration endingFor() {
        return cancelled ? Duration.ofNanos(System.nanoTime() - cancelledAt) : Duration.ZERO;
    }

    /** Runs the actions, the newest first, in the caller's thread; one that fails does not keep the others from it. */
    public void cancel() {
        Deque<Runnable> due;
        synchronized (this) {
            cancelledAt = cancelled ? cancelledAt : System.nanoTime();
            cancelled = true;
            due = new ArrayDeque<>(actions);
            actions.clear();
        }
        while (!due.isEmpty()) {
            run(due.removeLast());
        }
    }

    /** The stage it was moved to; null while it is here. */
    public @Nullable String movedTo() {
        return movedTo;
    }

    /** Whether the lease has been settled, or is being settled now: then its loss means nothing. */
    public boolean settled() {
        return settled;
    }

    /** Does what ends the lease. */
    public void settle(Consumer<Lease> settlement) {
        settled = true;
        try {
            settlement.accept(lease);
        } catch (JobCancelledException e) {
            settled = false;
            cancel(e.reason());
            throw e;
        } catch (RuntimeException e) {
            settled = false;
            throw e;
        }
    }

    /**
     * Moves the job on.
     *
     * @throws IllegalStateException it has been moved before
     */
    public void move(JobQueue queue, String stage, String payload) {
        requireHere(stage);
        settle(held -> queue.move(held, stage, payload, notes()));
        movedTo = stage;
    }

    /**
     * Moves the job on to its branches, and then to the next stage.
     *
     * @throws IllegalStateException it has been moved before
     */
    public void fanOut(JobQueue queue, String stage, String next, List<NewBranch> branches) {
        requireHere(stage);
        settle(held -> queue.fanOut(held, stage, next, branches, notes()));
        movedTo = branches.isEmpty() ? next : stage;
    }

    private void requireHere(String stage) {
        if (movedTo != null) {
            throw new IllegalStateException("job " + id() + " was sent to jobs:" + movedTo + " and then to jobs:"
                    + stage + "; a route sends a job on once");
        }
    }

    private void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("job {}: cancelling did not go well", id(), e);
        }
    }
}
