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

    private final ClusterJobs cluster;
    private final PodLogs logs;
    private final Waiting waiting;
    private final List<Work> works;
    private final JobQueue queue;
    private final Leftovers leftovers;

    public Look(ClusterJobs cluster, PodLogs logs, List<Work> works, JobQueue queue, Leftovers leftovers) {
        this.cluster = cluster;
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
     * @param known Jobs that work for it, the newest attempt first
     * @param gone whether one has just gone
     * @return whether there may be something to be told, see {@link #tell}
     */
    boolean at(String id, List<ClusterJob> known, boolean gone) {
        Optional<Job> job = queue.get(id);
        boolean wanted = job.filter(present -> !present.state().isFinal()).isPresent();
        if (!wanted) {
            end(id, known);
            if (gone && known.isEmpty()) {
                job.filter(present -> present.state() == JobState.CANCELLED).ifPresent(present -> leftovers.remove(id));
            }
        } else if (known.isEmpty() ? gone : known.stream().allMatch(ClusterJob::finished)) {
            queue.wake(id);
        } else {
            return !known.isEmpty();
        }
        return false;
    }

    /** Whatever still works for a job that has ended. */
    private void end(String id, List<ClusterJob> known) {
        for (ClusterJob job : known) {
            if (!job.finished() && !job.isGoing()) {
                LOG.info("Job {} is deleted: job {} has ended", job.name(), id);
                try {
                    cluster.delete(job);
                } catch (IOException e) {
                    LOG.warn("{}", e.getMessage());
                }
            }
        }
    }

    /**
     * Says how far it is, or what it waits for.
     *
     * @param pods of all Jobs that work for it, or have
     */
    void tell(String id, ClusterJob job, List<Pod> pods) {
        try {
            List<Pod> own = own(job, pods);
            Optional<String> reason = waiting.reason(job, own);
            Optional<Progress> progress = reason.isPresent()
                    ? reason.map(why -> Progress.of(Progress.PENDING, 0, null, "points", job.name() + ": " + why))
                    : heard(id, job, own);
            progress.ifPresent(said -> queue.progressAsleep(id, said));
        } catch (IOException e) {
            LOG.warn("job {}: {}", id, e.getMessage());
        }
    }

    private static List<Pod> own(ClusterJob job, List<Pod> pods) {
        return pods.stream()
                .filter(pod -> pod.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> owner.getUid().equals(job.uid())))
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
                .toList();
    }

    private Optional<Progress> heard(String id, ClusterJob job, List<Pod> pods) throws IOException {
        Optional<Work> work = works.stream()
                .filter(one -> one.component().equals(job.component()))
                .findFirst();
        return work.isPresent() ? logs.copy(id, pods, work.get()) : Optional.empty();
    }
}
