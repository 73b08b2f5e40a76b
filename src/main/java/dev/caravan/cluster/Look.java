package dev.caravan.cluster;

import dev.caravan.job.Job;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobState;
import dev.caravan.job.Leftovers;
import dev.caravan.job.Progress;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares a job with what works for it in the cluster, and does what follows: wakes the job, tells how far it is, or ends what nobody wants. */
public final class Look {
    private static final Logger LOG = LoggerFactory.getLogger(Look.class);

    private final List<Workloads<?>> kinds;
    private final PodLogs logs;
    private final Waiting waiting;
    private final List<Work> works;
    private final JobQueue queue;
    private final Leftovers leftovers;

    /** @param kinds of what may work for us */
    public Look(
            Cluster cluster,
            List<Workloads<?>> kinds,
            PodLogs logs,
            List<Work> works,
            JobQueue queue,
            Leftovers leftovers) {
        this.kinds = List.copyOf(kinds);
        this.logs = logs;
        this.waiting = new Waiting(cluster);
        this.works = List.copyOf(works);
        this.queue = queue;
        this.leftovers = leftovers;
    }

    /**
     * Looks at one, without a word to the cluster unless something is to be ended there.
     *
     * @param id of the Caravan job
     * @param known those that work for it, the newest attempt first
     * @param gone whether one has just gone
     * @return whether there may be something to be told, see {@link #tell}
     */
    boolean at(String id, List<Workload> known, boolean gone) {
        Optional<Job> job = queue.get(id);
        boolean wanted = job.filter(present -> !present.state().isFinal()).isPresent();
        if (!wanted) {
            end(id, known);
            if (gone && known.isEmpty()) {
                job.filter(present -> present.state() == JobState.CANCELLED).ifPresent(present -> leftovers.remove(id));
            }
        } else if (known.isEmpty() ? gone : known.stream().allMatch(Workload::finished)) {
            queue.wake(id);
        } else {
            return !known.isEmpty();
        }
        return false;
    }

    /** Whatever still works for a job that has ended. */
    private void end(String id, List<Workload> known) {
        for (Workload one : known) {
            if (!one.finished() && !one.isGoing()) {
                LOG.info("{} is deleted: job {} has ended", one.inWords(), id);
                try {
                    delete(one);
                } catch (IOException e) {
                    LOG.warn("{}", e.getMessage());
                }
            }
        }
    }

    private void delete(Workload one) throws IOException {
        for (Workloads<?> kind : kinds) {
            if (kind.kind().equals(one.kind())) {
                kind.delete(one);
            }
        }
    }

    /**
     * Says how far it is, or what it waits for.
     *
     * @param pods of all that works for it, or has
     */
    void tell(String id, Workload one, List<Pod> pods) {
        try {
            List<Pod> own = own(one, pods);
            Optional<String> reason = waiting.reason(one, own);
            Optional<Progress> progress = reason.isPresent()
                    ? reason.map(why -> Progress.of(Progress.PENDING, 0, null, "", one.name() + ": " + why))
                    : heard(id, one, own);
            progress.ifPresent(said -> queue.progressAsleep(id, said));
        } catch (IOException e) {
            LOG.warn("job {}: {}", id, e.getMessage());
        }
    }

    private static List<Pod> own(Workload one, List<Pod> pods) {
        return pods.stream()
                .filter(pod -> pod.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> owner.getUid().equals(one.uid())))
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
                .toList();
    }

    private Optional<Progress> heard(String id, Workload one, List<Pod> pods) throws IOException {
        Optional<Work> kind = works.stream()
                .filter(work -> work.component().equals(one.component()))
                .findFirst();
        return kind.isPresent() ? logs.copy(id, pods, one.container(kind.get()), kind.get()) : Optional.empty();
    }
}
