package dev.caravan.stage.convert;

import dev.caravan.cluster.ClusterAwayException;
import dev.caravan.cluster.ClusterJob;
import dev.caravan.cluster.ClusterJobs;
import dev.caravan.cluster.JobTemplate;
import dev.caravan.cluster.Order;
import dev.caravan.cluster.PodLogs;
import dev.caravan.converter.OutOfTimeException;
import dev.caravan.dataset.Dataset;
import dev.caravan.job.JobRun;
import dev.caravan.job.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.dao.DataAccessException;

/**
 * Converts by a Job in the cluster. It is ordered, and the run sleeps; whenever it is woken it looks how far the Job is. Nothing is kept in
 * memory: whichever instance looks next finds the same Job, by its label.
 */
public class ClusterConversion {
    /** The name of the Job that was ordered last. */
    private static final String NOTE = "clusterJob";

    /** Until a cluster is asked again that did not answer. */
    private static final Duration AWAY = Duration.ofSeconds(30);

    private final ClusterJobs jobs;
    private final ClusterOrder orders;
    private final JobTemplate template;
    private final ClusterResult result;
    private final Scratch scratch;
    private final Duration patience;

    /**
     * Reads the template.
     *
     * @param patience after which a job looks by itself what has become of its Job
     */
    public ClusterConversion(
            ClusterJobs jobs, PodLogs logs, ConvertSettings settings, Scratch scratch, Duration patience) {
        this.jobs = jobs;
        this.orders = new ClusterOrder(settings);
        this.template = orders.template(ClusterWork.NAME);
        this.result = new ClusterResult(jobs, logs, settings);
        this.scratch = scratch;
        this.patience = patience;
    }

    /** The route goes on to its next step only when the Job has succeeded. A cluster or a Redis that is away is waited for, which counts as no attempt. */
    public Dataset convert(@Body Dataset dataset, @ExchangeProperty(JobRun.PROPERTY) JobRun run, Exchange exchange)
            throws IOException {
        try {
            return look(dataset, run, exchange);
        } catch (ClusterAwayException | DataAccessException e) {
            String what = String.valueOf(e.getMessage());
            run.log().append(what + "; it is tried again in " + AWAY.toSeconds() + " s");
            run.progress(Progress.of(Progress.PENDING, 0, null, "points", what));
            run.sleep(AWAY.compareTo(patience) < 0 ? AWAY : patience);
            exchange.setRouteStop(true);
            return dataset;
        }
    }

    private Dataset look(Dataset dataset, JobRun run, Exchange exchange) throws IOException {
        List<ClusterJob> known = jobs.find(run.id());
        Optional<ClusterJob> alive =
                known.stream().filter(job -> !job.finished()).findFirst();
        if (alive.isPresent() && isOver(run)) {
            jobs.delete(alive.get());
            throw new OutOfTimeException(
                    "Job %s did not end in the time that the job is given (caravan.jobs.types.*.timeout)"
                            .formatted(alive.get().name()));
        }
        Optional<ClusterJob> own = alive.or(() -> ended(dataset, known, run));
        ClusterJob job = own.isPresent() ? own.get() : order(dataset, run);
        if (job.finished()) {
            return result(dataset, job, run);
        }
        run.sleep(patience);
        exchange.setRouteStop(true);
        return dataset;
    }

    private Dataset result(Dataset dataset, ClusterJob job, JobRun run) throws IOException {
        Path attempt = scratch.of(run.id(), job.attempt());
        try {
            return result.of(dataset, job, attempt, run);
        } catch (ClusterAwayException | DataAccessException e) {
            // What the Job has written may be right: hours of work. It is looked at again.
            throw e;
        } catch (IOException | RuntimeException e) {
            scratch.discard(attempt);
            throw e;
        }
    }

    private static boolean isOver(JobRun run) {
        return run.deadline().filter(Instant.now()::isAfter).isPresent();
    }

    /**
     * That of this attempt, or of an earlier one whose worker died before it saw the end: what it has written is still there then. Those of
     * the time before somebody let the job begin anew have other names.
     */
    private Optional<ClusterJob> ended(Dataset dataset, List<ClusterJob> known, JobRun run) {
        return IntStream.iterate(run.attempt(), attempt -> attempt > 0, attempt -> attempt - 1)
                .filter(attempt -> attempt == run.attempt() || Files.isDirectory(scratch.of(run.id(), attempt)))
                .mapToObj(attempt -> ClusterOrder.name(dataset, run, attempt))
                .flatMap(name -> known.stream().filter(job -> job.name().equals(name)))
                .findFirst();
    }

    private ClusterJob order(Dataset dataset, JobRun run) throws IOException {
        Path attempt = scratch.of(run.id(), run.attempt());
        Order order = orders.of(dataset, attempt, run);
        if (run.noted(NOTE).filter(order.name()::equals).isPresent()) {
            throw new IOException(
                    "Job " + order.name() + " has gone from the cluster before it was seen to end: somebody has"
                            + " deleted it, or spec.ttlSecondsAfterFinished of the template is too short");
        }
        scratch.open(run);
        ClusterJob job = jobs.order(template, order);
        run.note("engine", "kubernetes");
        run.note(NOTE, job.name());
        run.log().append("Job " + job.name() + " is ordered of the cluster, for " + order.source());
        return job;
    }
}
