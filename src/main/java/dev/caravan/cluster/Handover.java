package dev.caravan.cluster;

import dev.caravan.converter.OutOfTimeException;
import dev.caravan.job.JobRun;
import dev.caravan.job.OutsideWork;
import dev.caravan.job.Progress;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.dao.DataAccessException;

/**
 * Hands the work of a run to the cluster. It is ordered, and the run sleeps; whenever it is woken it looks how far it is. Nothing is kept in
 * memory: whichever instance looks next finds the same Job, or Workflow, by its label.
 */
public final class Handover<T extends HasMetadata> {
    /** Until a cluster is asked again that did not answer. */
    private static final Duration AWAY = Duration.ofSeconds(30);

    private final Workloads<T> workloads;
    private final Template<T> template;
    private final Duration patience;

    /** @param patience after which a job looks by itself what has become of what it ordered */
    public Handover(Workloads<T> workloads, Template<T> template, Duration patience) {
        this.workloads = workloads;
        this.template = template;
        this.patience = patience;
    }

    /** What is handed over, by whom it is known. */
    public interface Errand<R> {

        /** What the cluster is to do in this attempt. Asked again, it has the same name. */
        Order order() throws IOException;

        /** What comes of it when there is nothing to be done; asked before anything is ordered. */
        default Optional<R> spared() throws IOException {
            return Optional.empty();
        }

        /** The name under which an attempt orders it, as {@link Order#name}. */
        String name(int attempt);

        /** Whether what an earlier attempt has ordered is still where it was to be put. */
        boolean isKept(int attempt);

        /** Makes ready what is to be found there. It has not been ordered. */
        void prepare() throws IOException;

        /** What has come of it, once it has ended. */
        R result(Workload ended) throws IOException;
    }

    /**
     * Orders it, or looks how far it is. A cluster or a Redis that is away is waited for, which counts as no attempt.
     *
     * @return empty when the run is to sleep
     * @throws OutOfTimeException the job's time is over; what worked for it is deleted
     */
    public <R> Optional<R> look(JobRun run, Errand<R> errand) throws IOException {
        try {
            Optional<Workload> known = current(run, errand);
            Optional<R> spared = known.isPresent() ? Optional.empty() : errand.spared();
            if (spared.isPresent()) {
                return spared;
            }
            Workload one = known.isPresent() ? known.get() : order(run, errand);
            if (one.finished()) {
                return Optional.of(errand.result(one));
            }
            run.sleep(patience);
        } catch (ClusterAwayException | DataAccessException e) {
            String what = String.valueOf(e.getMessage());
            run.log().append(what + "; it is tried again in " + AWAY.toSeconds() + " s");
            run.progress(Progress.of(Progress.PENDING, 0, null, "", what));
            run.sleep(AWAY.compareTo(patience) < 0 ? AWAY : patience);
        }
        return Optional.empty();
    }

    private Optional<Workload> current(JobRun run, Errand<?> errand) throws IOException {
        List<Workload> known = workloads.find(run.id());
        Optional<Workload> alive = known.stream().filter(one -> !one.finished()).findFirst();
        if (alive.isPresent() && isOver(run)) {
            workloads.delete(alive.get());
            throw new OutOfTimeException(
                    "%s did not end in the time that the job is given (caravan.jobs.types.*.timeout)"
                            .formatted(alive.get().inWords()));
        }
        return alive.or(() -> ended(known, run, errand));
    }

    private static boolean isOver(JobRun run) {
        return run.deadline().filter(Instant.now()::isAfter).isPresent();
    }

    /**
     * That of this attempt, or of an earlier one whose worker died before it saw the end: what it has made is still there then. Those of
     * the time before somebody let the job begin anew have other names.
     */
    private static Optional<Workload> ended(List<Workload> known, JobRun run, Errand<?> errand) {
        return IntStream.iterate(run.attempt(), attempt -> attempt > 0, attempt -> attempt - 1)
                .filter(attempt -> attempt == run.attempt() || errand.isKept(attempt))
                .mapToObj(errand::name)
                .flatMap(name -> known.stream().filter(one -> one.name().equals(name)))
                .findFirst();
    }

    private Workload order(JobRun run, Errand<?> errand) throws IOException {
        Order order = errand.order();
        if (run.noted(OutsideWork.NAME).filter(order.name()::equals).isPresent()) {
            throw new IOException(
                    "%s %s has gone from the cluster before it was seen to end: somebody has deleted it, or it is kept too short a time after its end (ttlSecondsAfterFinished of a Job, ttlStrategy of a Workflow)"
                            .formatted(workloads.kind(), order.name()));
        }
        errand.prepare();
        Workload one = workloads.order(template, order);
        run.note(OutsideWork.NAME, one.name());
        run.note(OutsideWork.NAMESPACE, one.namespace());
        run.log().append(one.inWords() + " is ordered of the cluster, for " + order.source());
        return one;
    }
}
