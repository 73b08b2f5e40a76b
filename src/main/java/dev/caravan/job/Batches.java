package dev.caravan.job;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Batches while their jobs are being enqueued. Who fills one gives signs of life; a batch whose filler has died is sealed by somebody
 * else, or it would wait for its last job for ever.
 */
public final class Batches {
    /** The batches that are not sealed, by the filler's last sign of life in milliseconds. */
    private static final String OPEN = "batches:open";

    private static final int PAGE = 100;

    private final StringRedisTemplate redis;
    private final JobQueue queue;

    public Batches(StringRedisTemplate redis, JobQueue queue) {
        this.redis = redis;
        this.queue = queue;
    }

    /** Makes a batch that takes jobs. */
    public void open(NewJob batch) {
        alive(batch.id());
        queue.enqueue(batch);
    }

    /** A sign of life; often enough is once in some seconds. */
    public void alive(String batch) {
        redis.opsForZSet().add(OPEN, batch, now());
    }

    /** All of its jobs are there. */
    public void seal(String batch) {
        queue.seal(batch);
        redis.opsForZSet().remove(OPEN, batch);
    }

    /**
     * Seals those whose fillers have given no sign for so long.
     *
     * @return their ids
     */
    public List<String> sealForsaken(Duration silence) {
        Set<String> forsaken = redis.opsForZSet().rangeByScore(OPEN, 0, now() - (double) silence.toMillis(), 0, PAGE);
        List<String> ids = forsaken == null ? List.of() : List.copyOf(forsaken);
        ids.forEach(this::seal);
        return ids;
    }

    /** By Redis' clock, which all instances share. */
    private double now() {
        Long time = redis.execute((org.springframework.data.redis.core.RedisCallback<Long>)
                connection -> connection.serverCommands().time());
        return time == null ? 0 : time;
    }
}
