package dev.caravan.cluster;

import dev.caravan.job.JobEvent;
import dev.caravan.job.JobEventListener;
import dev.caravan.job.JobState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows our Jobs in the cluster: what is heard of one by watching is looked into at once, and all of them are looked at from time to
 * time, for a watch alone is lost when the API server goes away. It only looks, wakes and deletes; what follows from a Job's end is decided by
 * the stage that ordered it.
 */
public final class Follower implements JobEventListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final long MOMENT_MS = 200;

    private final Cluster cluster;
    private final ClusterLabels labels;
    private final ClusterSettings settings;
    private final Look look;
    private final ScheduledExecutorService executor;
    private final Leadership leadership;
    private final Set<String> due = ConcurrentHashMap.newKeySet();
    /** Of which a Job has gone since they were looked at. */
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    /** Telling takes requests, each of which has to wait for its turn; nobody is to be woken later because of it. */
    private final Set<String> untold = ConcurrentHashMap.newKeySet();

    /** Whether this instance is the one that follows. */
    private boolean follows;

    private volatile @Nullable SharedIndexInformer<Job> jobs;
    private volatile @Nullable SharedIndexInformer<Pod> pods;

    /** @param identity of this instance, among those on the same Redis */
    public Follower(Cluster cluster, ClusterSettings settings, Look look, String identity) {
        this.cluster = cluster;
        this.labels = new ClusterLabels(settings.instance());
        this.settings = settings;
        this.look = look;
        this.executor = Executors.newScheduledThreadPool(3, task -> new Thread(task, "cluster-follower"));
        this.leadership =
                new Leadership(cluster, settings.instance() + "-follower", identity, executor, this::begin, this::end);
    }

    public Follower start() {
        executor.execute(leadership::stand);
        every(MOMENT_MS, this::lookAtDue);
        every(MOMENT_MS, this::tellUntold);
        every(settings.look().toMillis(), this::lookAtAll);
        return this;
    }

    private void every(long milliseconds, Runnable task) {
        var unused = executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        LOG.warn("the cluster's Jobs could not be looked at: {}", e.toString());
                    }
                },
                milliseconds,
                milliseconds,
                TimeUnit.MILLISECONDS);
    }

    private synchronized void begin() {
        follows = true;
        try {
            listen();
        } catch (RuntimeException e) {
            LOG.warn("the cluster's Jobs cannot be watched yet: {}", e.toString());
        }
    }

    private void listen() {
        jobs = cluster.get()
                .batch()
                .v1()
                .jobs()
                .inNamespace(cluster.namespace())
                .withLabels(labels.ours())
                .inform(new Ear<>());
        pods = cluster.get()
                .pods()
                .inNamespace(cluster.namespace())
                .withLabels(labels.ours())
                .inform(new Ear<>());
    }

    private synchronized void end() {
        follows = false;
        silence();
    }

    private void silence() {
        stop(jobs);
        stop(pods);
        jobs = null;
        pods = null;
        List.of(due, gone, untold).forEach(Set::clear);
    }

    private static void stop(@Nullable SharedIndexInformer<?> informer) {
        if (informer != null) {
            informer.stop();
        }
    }

    private void lookAtDue() {
        for (String id : List.copyOf(due)) {
            due.remove(id);
            SharedIndexInformer<Job> present = jobs;
            if (present != null && look.at(id, known(id, present), gone.remove(id))) {
                untold.add(id);
            }
        }
    }

    private void tellUntold() {
        for (String id : List.copyOf(untold)) {
            untold.remove(id);
            SharedIndexInformer<Job> present = jobs;
            SharedIndexInformer<Pod> theirs = pods;
            if (present != null && theirs != null) {
                known(id, present).stream()
                        .findFirst()
                        .ifPresent(job -> look.tell(id, job, theirs.getStore().list()));
            }
        }
    }

    private static List<ClusterJob> known(String id, SharedIndexInformer<Job> jobs) {
        return jobs.getStore().list().stream()
                .filter(job -> ClusterLabels.jobOf(job).equals(id))
                .map(ClusterJob::new)
                .sorted(ClusterJob.NEWEST_FIRST)
                .toList();
    }

    private void lookAtAll() {
        watchAgain();
        SharedIndexInformer<Job> present = jobs;
        if (present == null) {
            return;
        }
        present.getStore().list().stream().map(ClusterLabels::jobOf).distinct().forEach(due::add);
    }

    /** A watch that has ended, or could not begin. */
    private synchronized void watchAgain() {
        if (follows && !(runs(jobs) && runs(pods))) {
            silence();
            listen();
            LOG.info("the watch of the cluster's Jobs, which had ended or not begun, has begun anew");
        }
    }

    private static boolean runs(@Nullable SharedIndexInformer<?> informer) {
        return informer != null && informer.isRunning();
    }

    /** Nobody works here on a job that sleeps, so nobody else notices that it was cancelled. */
    @Override
    public void heard(JobEvent event) {
        if (event.tellsOf(JobState.CANCELLED)) {
            due.add(event.field("job"));
        }
    }

    @Override
    public void close() {
        leadership.close();
        end();
        executor.shutdownNow();
    }

    /** Notes which jobs there is something to be looked at of. */
    private final class Ear<T extends HasMetadata> implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T thing) {
            due.add(ClusterLabels.jobOf(thing));
        }

        @Override
        public void onUpdate(T before, T thing) {
            due.add(ClusterLabels.jobOf(thing));
        }

        @Override
        public void onDelete(T thing, boolean stateUnknown) {
            if (thing instanceof Job) {
                gone.add(ClusterLabels.jobOf(thing));
            }
            due.add(ClusterLabels.jobOf(thing));
        }
    }
}
