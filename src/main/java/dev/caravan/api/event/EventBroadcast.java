package dev.caravan.api.event;

import dev.caravan.job.EventSubscription;
import dev.caravan.job.JobEvent;
import dev.caravan.job.JobEventListener;
import dev.caravan.job.JobEvents;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Tells all clients what happens, and each of them now and then that the connection is still there. */
public final class EventBroadcast implements SmartLifecycle, JobEventListener {
    private static final int HEARTBEAT_SECONDS = 15;
    private static final int MOST_CLIENTS = 1000;

    private final JobEvents events;
    private final Set<EventClient> clients = ConcurrentHashMap.newKeySet();
    private @Nullable EventSubscription subscription;
    private @Nullable ScheduledExecutorService heart;

    public EventBroadcast(JobEvents events) {
        this.events = events;
    }

    /** False when there are too many, or when the service ends. */
    synchronized boolean add(EventClient client) {
        return isRunning() && clients.size() < MOST_CLIENTS && clients.add(client);
    }

    void remove(EventClient client) {
        clients.remove(client);
    }

    @Override
    public void heard(JobEvent event) {
        clients.forEach(client -> client.heard(event));
    }

    @Override
    public void missed() {
        clients.forEach(client -> client.say(EventText.gap("Redis was away")));
    }

    @Override
    public void fellBehind() {
        listen();
        clients.forEach(client -> client.say(EventText.gap("too much has happened at once")));
    }

    private synchronized void listen() {
        if (heart != null) {
            subscription = events.listen(this);
        }
    }

    @Override
    public synchronized void start() {
        if (heart == null) {
            ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "event-clients");
                thread.setDaemon(true);
                return thread;
            });
            heart = timer;
            listen();
            timer.scheduleWithFixedDelay(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void beat() {
        clients.forEach(client -> client.say(EventText.comment("still here")));
    }

    /** Before the web server, which waits for requests that run. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE;
    }

    @Override
    public synchronized void stop() {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
        if (heart != null) {
            heart.shutdownNow();
            heart = null;
        }
        clients.forEach(EventClient::end);
    }

    @Override
    public synchronized boolean isRunning() {
        return heart != null;
    }
}
