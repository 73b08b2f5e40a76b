package dev.caravan.job;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Whether Redis answers, as the last call has seen it. Says in the log, once, that it went away or came back. */
public final class RedisLink {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 2000;

    private volatile Availability availability = new Availability(true, Instant.EPOCH, null);

    /**
     * What was found.
     *
     * @param since when it was found so; the epoch when Redis was never found away
     * @param error what the last failed call has met; null while Redis is up
     */
    public record Availability(
            boolean up, Instant since, @Nullable String error) {}

    public Availability availability() {
        return availability;
    }

    /** Zero while Redis is away. */
    public Duration upFor() {
        Availability now = availability;
        return now.up() ? Duration.between(now.since(), Instant.now()) : Duration.ZERO;
    }

    /**
     * Calls once.
     *
     * @throws DataAccessException among others when Redis is away; then it is not known whether the call was done
     */
    public <T> T attempt(Supplier<T> call) {
        try {
            T answer = call.get();
            up();
            return answer;
        } catch (DataAccessException e) {
            if (RedisFault.isAway(e)) {
                away(e);
            }
            throw e;
        }
    }

    /**
     * Repeats a call, which must be idempotent, until Redis answers.
     *
     * @throws DataAccessException the call is wrong, or the thread was interrupted while Redis was away
     */
    public <T> T insist(Supplier<T> call) {
        long pause = FIRST_PAUSE_MS;
        while (true) {
            try {
                return attempt(call);
            } catch (DataAccessException e) {
                if (!RedisFault.isAway(e) || !rested(pause)) {
                    throw e;
                }
                pause = Math.min(LONGEST_PAUSE_MS, 2 * pause);
            }
        }
    }

    private static boolean rested(long pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void up() {
        if (!availability.up()) {
            back();
        }
    }

    private synchronized void back() {
        Availability before = availability;
        if (!before.up()) {
            availability = new Availability(true, Instant.now(), null);
            LOG.info("Redis is back; it was away since {}", before.since());
        }
    }

    private synchronized void away(DataAccessException fault) {
        Availability before = availability;
        String error = fault.getMostSpecificCause().toString();
        availability = new Availability(false, before.up() ? Instant.now() : before.since(), error);
        if (before.up()) {
            LOG.warn("Redis is away: {}; work waits until it is back", error);
        }
    }
}
