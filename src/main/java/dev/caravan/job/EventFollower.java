package dev.caravan.job;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Reads on in the stream of events until it is ended; when Redis was away it goes on where it was. */
final class EventFollower implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(EventFollower.class);
    private static final int PAGE = 1000;
    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 2000;

    private final RedisConnectionFactory connections;
    private final RedisLink link;
    private final Duration patience;
    private final JobEventListener all;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable EventId place;
    private long pause = FIRST_PAUSE_MS;
    private boolean said;

    /**
     * Not yet following.
     *
     * @param patience of one read; shorter than the time that a command may take
     * @param all told of each event
     */
    EventFollower(RedisConnectionFactory connections, RedisLink link, Duration patience, JobEventListener all) {
        this.connections = connections;
        this.link = link;
        this.patience = patience;
        this.all = all;
    }

    void end() {
        ended.countDown();
    }

    /** Whether it knows where it is: what happens from then on is told. */
    boolean placed() {
        return place != null;
    }

    @Override
    public void run() {
        while (ended.getCount() > 0) {
            try (RedisConnection own = connections.getConnection()) {
                follow(new EventStream(own));
            } catch (DataAccessException e) {
                say(e, RedisFault.isAway(e));
                rest();
            } catch (RuntimeException e) {
                say(e, false);
                rest();
            }
        }
    }

    private void follow(EventStream stream) {
        EventId before = place;
        EventId now = link.attempt(() -> before == null || stream.hasLost(before) ? stream.end() : before);
        place = now;
        if (before != null && !before.equals(now)) {
            all.missed();
        }
        while (ended.getCount() > 0) {
            EventId from = now;
            List<JobEvent> events = link.attempt(() -> stream.awaitAfter(from, PAGE, patience));
            events.forEach(all::heard);
            now = events.isEmpty() ? now : events.get(events.size() - 1).id();
            place = now;
            pause = FIRST_PAUSE_MS;
            said = false;
        }
    }

    /** That Redis is away the link has said; an end interrupts what was going on. */
    private void say(RuntimeException fault, boolean away) {
        if (!away && !said && ended.getCount() > 0) {
            said = true;
            LOG.error("events are not followed; tried again until they are", fault);
        }
    }

    private void rest() {
        try {
            boolean unused = ended.await(pause, TimeUnit.MILLISECONDS);
            pause = Math.min(LONGEST_PAUSE_MS, 2 * pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended.countDown();
        }
    }
}
