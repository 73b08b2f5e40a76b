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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Follows our Jobs in the cluster: what is heard of one by watching is looked into at once, and all of them are looked at from time to
 * time, for a watch alone is lost when the API server goes away. It only looks, wakes and deletes; what follows from a Job's end is decided by
 * the stage that ordered it.
 */
public final class Follower implements JobEventListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final long MOMENT_MS = 200;
    private static final String BY_JOB = "job";

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
        LOG.info("this instance follows the cluster's Jobs");
        jobs = heard(cluster.get()
                .batch()
                .v1()
                .jobs()
                .inNamespace(cluster.namespace())
                .withLabels(labels.ours())
                .runnableInformer(0));
        pods = heard(cluster.get()
                .pods()
                .inNamespace(cluster.namespace())
                .withLabels(labels.ours())
                .runnableInformer(0));
    }

    /** Without a handler that goes on, what fails at the first time would not be tried again, and nothing would ever be heard. */
    private <T extends HasMetadata> SharedIndexInformer<T> heard(SharedIndexInformer<T> informer) {
        informer.addIndexers(Map.of(BY_JOB, thing -> List.of(ClusterLabels.jobOf(thing))))
                .exceptionHandler((started, fault) -> true)
                .addEventHandler(new Ear<>());
        var unused = informer.start();
        return informer;
    }

    private synchronized void end() {
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
            SharedIndexInformer<Job> present = jobs;
            due.remove(id);
            if (present != null) {
                lookAt(id, present);
            }
        }
    }

    /** A Redis that is away is asked again in a moment: of a Job that has gone nothing else would be heard. */
    private void lookAt(String id, SharedIndexInformer<Job> present) {
        boolean hasGone = gone.remove(id);
        try {
            if (look.at(id, known(id, present), hasGone)) {
                untold.add(id);
            }
        } catch (DataAccessException e) {
            due.add(id);
            if (hasGone) {
                gone.add(id);
            }
            throw e;
        }
    }

    private void tellUntold() {
        for (String id : List.copyOf(untold)) {
            untold.remove(id);
            SharedIndexInformer<Job> present = jobs;
            SharedIndexInformer<Pod> theirs = pods;
            if (present != null && theirs != null) {
                known(id, present).stream()
                        .filter(job -> !job.finished())
                        .findFirst()
                        .ifPresent(job -> look.tell(id, job, theirs.getIndexer().byIndex(BY_JOB, id)));
            }
        }
    }

    private static List<ClusterJob> known(String id, SharedIndexInformer<Job> jobs) {
        return jobs.getIndexer().byIndex(BY_JOB, id).stream()
                .map(ClusterJob::new)
                .sorted(ClusterJob.NEWEST_FIRST)
                .toList();
    }

    private void lookAtAll() {
        SharedIndexInformer<Job> present = jobs;
        if (present == null) {
            return;
        }
        if (!present.isRunning()) {
            LOG.warn("the watch of the cluster's Jobs has ended; it begins anew");
            end();
            begin();
            return;
        }
        present.getStore().list().stream().map(ClusterLabels::jobOf).distinct().forEach(due::add);
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
