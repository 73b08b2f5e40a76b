package dev.caravan.cluster;

import dev.caravan.job.JobEvent;
import dev.caravan.job.JobEventListener;
import dev.caravan.job.JobState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
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

/**
 * Follows our Jobs and Workflows in the cluster: what is heard of one by watching is looked into at once, and all of them are looked at from time to
 * time, for a watch alone is lost when the API server goes away. It only looks, wakes and deletes; what follows from an end is decided by
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
    /** Of which something has gone since they were looked at. */
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    /** Telling takes requests, each of which has to wait for its turn; nobody is to be woken later because of it. */
    private final Set<String> untold = ConcurrentHashMap.newKeySet();

    private final List<Workloads<?>> kinds;
    private volatile List<Followed<?>> followed = List.of();
    private volatile @Nullable SharedIndexInformer<Pod> pods;

    /**
     * Nobody is followed yet.
     *
     * @param kinds of what may work for us
     * @param identity of this instance, among those on the same Redis
     */
    public Follower(Cluster cluster, ClusterSettings settings, List<Workloads<?>> kinds, Look look, String identity) {
        this.cluster = cluster;
        this.kinds = List.copyOf(kinds);
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
        List<Followed<?>> begun = new ArrayList<>();
        kinds.forEach(kind -> begun.add(follow(kind)));
        followed = begun;
        pods = heard(
                cluster.get()
                        .pods()
                        .inNamespace(cluster.namespace())
                        .withLabels(labels.ours())
                        .runnableInformer(0),
                new Ear<>(false));
    }

    private <T extends HasMetadata> Followed<T> follow(Workloads<T> kind) {
        return new Followed<>(kind, heard(kind.informer(), new Ear<>(true)));
    }

    /** Without a handler that goes on, what fails at the first time would not be tried again, and nothing would ever be heard. */
    private static <T extends HasMetadata> SharedIndexInformer<T> heard(SharedIndexInformer<T> informer, Ear<T> ear) {
        informer.addIndexers(Map.of(BY_JOB, thing -> List.of(ClusterLabels.jobOf(thing))))
                .exceptionHandler((started, fault) -> true)
                .addEventHandler(ear);
        var unused = informer.start();
        return informer;
    }

    private synchronized void end() {
        followed.forEach(Followed::stop);
        stop(pods);
        followed = List.of();
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
            if (!followed.isEmpty() && look.at(id, known(id), gone.remove(id))) {
                untold.add(id);
            }
        }
    }

    private void tellUntold() {
        for (String id : List.copyOf(untold)) {
            untold.remove(id);
            SharedIndexInformer<Pod> theirs = pods;
            if (theirs != null) {
                known(id).stream()
                        .filter(one -> !one.finished())
                        .findFirst()
                        .ifPresent(one -> look.tell(id, one, theirs.getIndexer().byIndex(BY_JOB, id)));
            }
        }
    }

    private List<Workload> known(String id) {
        return followed.stream()
                .flatMap(one -> one.of(id).stream())
                .sorted(Workload.NEWEST_FIRST)
                .toList();
    }

    private void lookAtAll() {
        for (Followed<?> one : followed) {
            if (!one.informer().isRunning()) {
                LOG.warn(
                        "the watch of the cluster's {}s has ended; it begins anew",
                        one.kind().kind());
                end();
                begin();
                return;
            }
        }
        followed.forEach(one -> due.addAll(one.worksFor()));
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
        private final boolean ofWorkloads;

        private Ear(boolean ofWorkloads) {
            this.ofWorkloads = ofWorkloads;
        }

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
            if (ofWorkloads) {
                gone.add(ClusterLabels.jobOf(thing));
            }
            due.add(ClusterLabels.jobOf(thing));
        }
    }

    /** Of one kind. */
    private record Followed<T extends HasMetadata>(Workloads<T> kind, SharedIndexInformer<T> informer) {

        private List<Workload> of(String job) {
            return kind.of(informer.getIndexer().byIndex(BY_JOB, job));
        }

        private List<String> worksFor() {
            return informer.getStore().list().stream()
                    .map(ClusterLabels::jobOf)
                    .distinct()
                    .toList();
        }

        private void stop() {
            Follower.stop(informer);
        }
    }
}
