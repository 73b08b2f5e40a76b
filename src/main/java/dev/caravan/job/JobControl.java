package dev.caravan.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * What people do to jobs: cancel, retry, delete, another priority. Each is one script, but for the children of a batch, of which
 * there may be many. None waits for Redis.
 */
public final class JobControl {
    private static final JobScript CANCEL = new JobScript("cancel");
    private static final JobScript OPEN_CHILDREN = new JobScript("open-children");
    private static final JobScript AGAIN = new JobScript("again");
    private static final JobScript REPRIORITISE = new JobScript("reprioritise");
    private static final JobScript DELETE = new JobScript("delete");
    private static final JobScript SWEEP = new JobScript("sweep");
    /** Redis serves nobody else while a script runs. */
    private static final int PAGE = 200;

    private final StringRedisTemplate redis;
    private final RedisLink link;

    public JobControl(StringRedisTemplate redis, RedisLink link) {
        this.redis = redis;
        this.link = link;
    }

    /**
     * Cancels a job that has not ended, and all jobs that are a part of it. A worker that has one of them hears of it.
     *
     * @return false when there is no such job
     * @throws IllegalTransitionException it has ended otherwise
     */
    public boolean cancel(String id, String reason) {
        if (run(CANCEL, id, reason).found(id).isEmpty()) {
            return false;
        }
        cancelChildren(id, reason);
        return true;
    }

    private void cancelChildren(String batch, String reason) {
        String from = "-inf";
        while (true) {
            List<?> page = run(OPEN_CHILDREN, batch, from, PAGE).require(batch);
            String last = String.valueOf(page.get(0));
            page.subList(1, page.size()).forEach(child -> {
                cancelChild(String.valueOf(child), reason);
                cancelChildren(String.valueOf(child), reason);
            });
            if (last.isEmpty()) {
                return;
            }
            from = last;
        }
    }

    /** One that ends by itself in the same moment has ended. */
    private void cancelChild(String id, String reason) {
        Reply reply = run(CANCEL, id, reason);
        if (!reply.status().equals("ILLEGAL")) {
            reply.found(id);
        }
    }

    /**
     * Begins a job anew that has failed or was cancelled.
     *
     * @param stage where
     * @return false when there is no such job
     * @throws IllegalTransitionException it has not ended, or was completed
     * @throws LeaseLostException another job has one of its files by now
     */
    public boolean retry(String id, String stage) {
        return run(AGAIN, id, StageName.require(stage)).found(id).isPresent();
    }

    /**
     * Gives a job that has not ended another priority.
     *
     * @return false when there is no such job
     * @throws IllegalTransitionException it has ended
     */
    public boolean reprioritise(String id, Priority priority) {
        return run(REPRIORITISE, id, priority.rank()).found(id).isPresent();
    }

    /**
     * Forgets a job that has ended; its history stays.
     *
     * @return false when there is no such job
     * @throws IllegalTransitionException it has not ended
     */
    public boolean delete(String id) {
        return run(DELETE, id).found(id).isPresent();
    }

    /**
     * Forgets jobs that may be forgotten, the first some hundred of them.
     *
     * @param before those that were to be forgotten at this time; null for now
     * @return their ids
     */
    public List<String> sweep(@Nullable Instant before) {
        String until = Optional.ofNullable(before)
                .map(time -> String.valueOf(time.toEpochMilli()))
                .orElse("");
        return run(SWEEP, until, PAGE).require("sweep").stream()
                .map(String::valueOf)
                .toList();
    }

    private Reply run(JobScript script, Object... arguments) {
        return link.attempt(() -> script.run(redis, arguments));
    }
}
