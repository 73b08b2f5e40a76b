package dev.caravan.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The durable queue of all stages, in Redis. Every operation is one script: it is done wholly or not at all, and may be
 * repeated when its answer was lost on the way.
 *
 * <p>What settles work (move, complete, retry, park, release, sleep) waits for Redis when it is away; the other operations
 * throw. An operation with a lease throws {@link LeaseLostException} when the lease is in other hands, and
 * {@link IllegalTransitionException} when {@link JobState} forbids it.
 */
public final class JobQueue {
    private static final JobScript ENQUEUE = new JobScript("enqueue");
    private static final JobScript SEAL = new JobScript("seal");
    private static final JobScript CLAIM = new JobScript("claim");
    private static final JobScript RENEW = new JobScript("renew");
    private static final JobScript PROGRESS = new JobScript("progress");
    private static final JobScript MOVE = new JobScript("move");
    private static final JobScript FAN_OUT = new JobScript("fan-out");
    private static final JobScript COMPLETE = new JobScript("complete");
    private static final JobScript RETRY = new JobScript("retry");
    private static final JobScript PARK = new JobScript("park");
    private static final JobScript RELEASE = new JobScript("release");
    private static final JobScript SLEEP = new JobScript("sleep");
    private static final JobScript WAKE = new JobScript("wake");
    private static final JobScript TELL_ASLEEP = new JobScript("tell-asleep");
    private static final JobScript REAP = new JobScript("reap");
    private static final JobScript REAP_ABANDONED = new JobScript("reap-abandoned");
    private static final JobScript DEPTHS = new JobScript("depths");
    private static final JobScript FAILED = new JobScript("failed");

    private final StringRedisTemplate redis;
    private final RedisLink link;
    private final long resultTtl;
    private final long failedTtl;

    /**
     * A queue in this Redis database.
     *
     * @param resultTtl how long a job that was completed or cancelled can be asked for
     * @param failedTtl how long one that has failed can be asked for
     */
    public JobQueue(StringRedisTemplate redis, RedisLink link, Duration resultTtl, Duration failedTtl) {
        this.redis = redis;
        this.link = link;
        this.resultTtl = resultTtl.toMillis();
        this.failedTtl = failedTtl.toMillis();
    }

    public RedisLink link() {
        return link;
    }

    /**
     * Makes a job; does nothing when its id exists. A batch waits until it is sealed.
     *
     * @throws LeaseLostException the claim is no longer that of all its subjects
     * @throws IllegalTransitionException its batch has ended, or does not exist
     */
    public void enqueue(NewJob job) {
        once(() -> ENQUEUE.run(
                        redis,
                        job.id(),
                        job.claimed(),
                        job.stage(),
                        job.priority().rank(),
                        job.type().word(),
                        job.origin().user(),
                        job.origin().project(),
                        job.origin().parent(),
                        JobFields.toJson(job.subjects()),
                        job.title(),
                        job.target(),
                        job.payload(),
                        job.bytes(),
                        job.limits().timeout().toMillis(),
                        job.limits().maximumAttempts(),
                        resultTtl,
                        failedTtl))
                .require(job.id());
    }

    /**
     * Says that all jobs of a batch are there; it ends with the last of them.
     *
     * @return false when there is no such job
     */
    public boolean seal(String batch) {
        return once(() -> SEAL.run(redis, batch)).found(batch).isPresent();
    }

    /** Leases the first job that is due at the stage. */
    public Optional<Lease> claim(String stage, String worker, Duration length) {
        return claim(stage, worker, length, UUID.randomUUID().toString(), false);
    }

    /**
     * The same; after a call whose answer was lost the same token gets the same job.
     *
     * @param token random; the lease's
     * @param again whether it is not known what became of a claim with this token
     */
    public Optional<Lease> claim(String stage, String worker, Duration length, String token, boolean again) {
        return once(() -> CLAIM.run(redis, stage, worker, token, length.toMillis(), again))
                .found(token)
                .map(found -> new Lease(job(found.get(0)), token, length));
    }

    /**
     * Moves the lease's end to its full length from now.
     *
     * @throws JobTimedOutException the attempt's time is over
     */
    public void renew(Lease lease) {
        once(() -> RENEW.run(redis, lease.id(), lease.token(), lease.length().toMillis()))
                .require(lease.id());
    }

    /** Says how far the job is. */
    public void progress(Lease lease, Progress progress) {
        once(() -> PROGRESS.run(redis, lease.id(), lease.token(), JobFields.toJson(progress)))
                .require(lease.id());
    }

    public void move(Lease lease, String stage, String payload) {
        move(lease, stage, payload, Notes.NONE);
    }

    /** Leaves the present stage and enters another, in its old turn. */
    public void move(Lease lease, String stage, String payload, Notes notes) {
        StageName.require(stage);
        settle(
                lease,
                () -> MOVE.run(redis, lease.id(), lease.token(), stage, payload, notes.attempt(), notes.result()));
    }

    /**
     * Leaves the present stage for jobs at another, the branches, and enters the next stage when those of them have been completed that
     * are required: at once when none is. When one of them has failed or was cancelled at the end, the job has failed. A branch that
     * exists with the same payload is left when it was completed or has not ended, else it begins anew.
     *
     * @param stage of the branches
     * @param next the stage that follows
     */
    public void fanOut(Lease lease, String stage, String next, List<NewBranch> branches, Notes notes) {
        List<Object> arguments = new ArrayList<>(List.of(
                lease.id(),
                lease.token(),
                StageName.require(stage),
                StageName.require(next),
                notes.attempt(),
                notes.result(),
                resultTtl,
                failedTtl));
        branches.forEach(branch -> arguments.addAll(branch.arguments()));
        settle(lease, () -> FAN_OUT.run(redis, arguments.toArray()));
    }

    public void complete(Lease lease) {
        complete(lease, Notes.NONE);
    }

    public void complete(Lease lease, Notes notes) {
        settle(lease, () -> COMPLETE.run(redis, lease.id(), lease.token(), notes.attempt(), notes.result()));
    }

    public void retry(Lease lease, Failure failure, Duration delay) {
        retry(lease, failure, delay, Notes.NONE);
    }

    /** Back to the same stage after the delay. */
    public void retry(Lease lease, Failure failure, Duration delay, Notes notes) {
        settle(
                lease,
                () -> RETRY.run(
                        redis,
                        lease.id(),
                        lease.token(),
                        delay.toMillis(),
                        failure.kind(),
                        failure.reason(),
                        failure.detail(),
                        notes.attempt()));
    }

    public void park(Lease lease, Failure failure) {
        park(lease, failure, Notes.NONE);
    }

    /** FAILED, with its reason. */
    public void park(Lease lease, Failure failure, Notes notes) {
        settle(
                lease,
                () -> PARK.run(
                        redis,
                        lease.id(),
                        lease.token(),
                        failure.kind(),
                        failure.reason(),
                        failure.detail(),
                        notes.attempt()));
    }

    /** Back to its place in the queue, as if this attempt had not begun. */
    public void release(Lease lease) {
        settle(lease, () -> RELEASE.run(redis, lease.id(), lease.token()));
    }

    /** The same, without waiting for Redis: when it is away the lease runs out by itself. */
    public void tryRelease(Lease lease) {
        once(() -> RELEASE.run(redis, lease.id(), lease.token())).require(lease.id());
    }

    /**
     * Gives the lease up while others work for the job, outside of this service: it stays RUNNING, and the attempt goes on when it is woken.
     *
     * @param most it is woken after that by itself, or when the attempt's time is over
     */
    public void sleep(Lease lease, Duration most, Notes notes) {
        settle(lease, () -> SLEEP.run(redis, lease.id(), lease.token(), most.toMillis(), notes.result()));
    }

    /**
     * Lets a job that sleeps be claimed again; one that is about to sleep, because who works on it has not seen what the caller has, will
     * not.
     *
     * @return false when it is not at work
     */
    public boolean wake(String id) {
        return once(() -> WAKE.run(redis, id)).found(id).isPresent();
    }

    /**
     * Says how far a job is that sleeps.
     *
     * @return false when it does not sleep
     */
    public boolean progressAsleep(String id, Progress progress) {
        return once(() -> TELL_ASLEEP.run(redis, id, JobFields.toJson(progress)))
                .found(id)
                .isPresent();
    }

    /**
     * Takes away the leases that were not renewed in time, and wakes those that have slept long enough. Does so only when keepers have been here without a gap: after
     * an outage all workers first get one lease length to renew theirs.
     *
     * @param length of the stage's leases
     * @param maximumAttempts 0 for those of each job
     */
    public Reaped reapExpired(String stage, Duration length, int maximumAttempts) {
        Reply reply = once(() -> REAP.run(redis, stage, length.toMillis(), maximumAttempts));
        reply.require(stage);
        return Reaped.of(reply);
    }

    /**
     * Does the same at stages that nobody has asked this for during a whole lease: no worker serves them any more.
     *
     * @param length of the leases of who asks
     */
    public Reaped reapAbandoned(Duration length) {
        Reply reply = once(() -> REAP_ABANDONED.run(redis, length.toMillis()));
        reply.require("abandoned");
        return Reaped.of(reply);
    }

    public Optional<Job> get(String id) {
        Map<String, String> values =
                link.attempt(() -> redis.<String, String>opsForHash().entries("job:" + id));
        return values.isEmpty() ? Optional.empty() : Optional.of(new JobFields(values).toJob());
    }

    /** All stages that ever had a job, at one moment. */
    public List<Depth> depths() {
        Reply reply = once(() -> DEPTHS.run(redis));
        List<Depth> depths = new ArrayList<>();
        for (int i = 0; i < reply.rest().size(); i += 4) {
            depths.add(new Depth(reply.text(i), reply.number(i + 1), reply.number(i + 2), reply.number(i + 3)));
        }
        return depths;
    }

    /** The jobs that were parked at that time or later, the oldest first. */
    public List<Job> failed(Instant since) {
        return once(() -> FAILED.run(redis, since.toEpochMilli())).rest().stream()
                .map(JobQueue::job)
                .toList();
    }

    private Reply once(Supplier<Reply> script) {
        return link.attempt(script);
    }

    private void settle(Lease lease, Supplier<Reply> script) {
        link.insist(script).require(lease.id());
    }

    private static Job job(Object fields) {
        return JobFields.of((List<?>) fields).toJob();
    }
}
