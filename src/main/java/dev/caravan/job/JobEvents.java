package dev.caravan.job;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * What happens to jobs and workers, in this process and all others: one thread follows the stream `events` in Redis, and tells
 * whoever listens. What was told while nobody listened can be asked for, as long as it is kept.
 */
public final class JobEvents implements SmartLifecycle, AutoCloseable {
    private static final Duration LONGEST_READ = Duration.ofSeconds(1);
    /** After all that listens, and before the connections, whose phase is 0. */
    private static final int PHASE = 1;

    private final StringRedisTemplate redis;
    private final RedisLink link;
    private final List<EventSubscription> subscriptions = new CopyOnWriteArrayList<>();
    private final ExecutorService tellers = Executors.newCachedThreadPool(task -> daemon(task, "event-listener"));
    private @Nullable Following following;

    private record Following(EventFollower follower, Thread thread) {}

    /** Nothing is heard before {@link #start}. */
    public JobEvents(StringRedisTemplate redis, RedisLink link) {
        this.redis = redis;
        this.link = link;
    }

    /** From now on the listener is told of each event, by a thread of its own. */
    public EventSubscription listen(JobEventListener listener) {
        subscriptions.removeIf(EventSubscription::closed);
        EventSubscription subscription = new EventSubscription(listener, tellers);
        subscriptions.add(subscription);
        return subscription;
    }

    /**
     * What has happened after a place. Who listens first, and then asks, misses nothing, and hears some of it twice.
     *
     * @param most how many are answered at once; when there are so many, there may be more
     */
    public PastEvents since(EventId place, int most) {
        return Objects.requireNonNull(link.attempt(() -> redis.execute((RedisCallback<PastEvents>) connection -> {
            EventStream stream = new EventStream(connection);
            List<JobEvent> events = stream.after(place, most);
            return new PastEvents(!stream.hasLost(place), events);
        })));
    }

    /** The place after the last event that has happened. */
    public EventId end() {
        return Objects.requireNonNull(link.attempt(
                () -> redis.execute((RedisCallback<EventId>) connection -> new EventStream(connection).end())));
    }

    /** Whether all that happens from now on is told. */
    public synchronized boolean follows() {
        return following != null && following.follower().placed();
    }

    @Override
    public synchronized void start() {
        if (following == null) {
            RedisConnectionFactory connections = redis.getRequiredConnectionFactory();
            EventFollower follower = new EventFollower(connections, link, patience(connections), new Everybody());
            Thread thread = daemon(follower, "events");
            following = new Following(follower, thread);
            thread.start();
        }
    }

    @Override
    public synchronized void stop() {
        Following present = following;
        if (present != null) {
            present.follower().end();
            present.thread().interrupt();
            join(present.thread());
            following = null;
        }
    }

    /** The thread may be within a read that does not hear the interruption. */
    private static void join(Thread thread) {
        try {
            thread.join(LONGEST_READ.plusSeconds(1).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return following != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public void close() {
        stop();
        tellers.shutdown();
    }

    /** A read that waits for longer than a command may take would look like an outage. */
    private static Duration patience(RedisConnectionFactory connections) {
        if (connections instanceof LettuceConnectionFactory lettuce) {
            long half = Math.max(1, lettuce.getTimeout() / 2);
            return Duration.ofMillis(Math.min(LONGEST_READ.toMillis(), half));
        }
        return LONGEST_READ;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Passes on to all who listen now. */
    private final class Everybody implements JobEventListener {
        @Override
        public void heard(JobEvent event) {
            subscriptions.forEach(subscription -> subscription.tell(event));
        }

        @Override
        public void missed() {
            subscriptions.forEach(EventSubscription::tellOfMissed);
        }
    }
}
