package dev.caravan.component;

import dev.caravan.job.Failure;
import dev.caravan.job.FailureKind;
import dev.caravan.job.FileJobLog;
import dev.caravan.job.Job;
import dev.caravan.job.JobCancelledException;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobRun;
import dev.caravan.job.JobSettings;
import dev.caravan.job.Lease;
import dev.caravan.job.LeaseKeeper;
import dev.caravan.job.LeaseLostException;
import dev.caravan.job.LeasedRun;
import dev.caravan.job.Leftovers;
import dev.caravan.job.Limits;
import dev.caravan.workspace.Workspace;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;

/** Lets a leased job run through the route, and settles it by what came out. */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final JobsConsumer consumer;
    private final LeaseKeeper keeper;
    private final CurrentRuns runs;
    private final Leftovers leftovers;
    private final JobSettings settings;
    private final JobQueue queue;
    private final Workspace workspace;

    Attempts(JobsConsumer consumer, StageThreads threads, JobSettings settings) {
        this.consumer = consumer;
        this.keeper = threads.keeper();
        this.runs = threads.runs();
        this.leftovers = consumer.endpoint().jobs().leftovers();
        this.settings = settings;
        this.queue = consumer.endpoint().jobs().requireQueue();
        this.workspace = consumer.endpoint().jobs().requireWorkspace();
    }

    void run(Lease lease) {
        LeasedRun run = new LeasedRun(lease, FileJobLog.of(workspace.jobLogs(), lease.id()));
        runs.begin(run);
        try (MDC.MDCCloseable job = MDC.putCloseable(JobRun.PROPERTY, lease.id())) {
            keeper.add(run);
            if (consumer.claiming()) {
                attempt(run);
            } else {
                run.settle(queue::release);
            }
        } catch (JobCancelledException e) {
            LOG.info("{}", e.getMessage());
        } catch (LeaseLostException e) {
            LOG.warn("{}; this worker has lost it, and does nothing more", e.getMessage());
        } catch (DataAccessException e) {
            LOG.warn("job {} is not settled, its lease runs out: {}", lease.id(), e.toString());
        } catch (RuntimeException e) {
            consumer.report("job " + lease.id() + " could not be settled", e);
        } finally {
            keeper.remove(run);
            runs.end(run);
        }
        if (run.cancelReason() != null) {
            leftovers.remove(run.id());
        }
    }

    private void attempt(LeasedRun run) {
        tellBegin(run);
        Optional<Failure> failure = process(run);
        Duration sleep = run.sleep();
        if (run.movedTo() != null) {
            moved(run, failure);
        } else if (run.cancelReason() != null) {
            run.log().append(run.stage() + ": ended, because the job was cancelled: " + run.cancelReason());
        } else if (failure.isEmpty() && sleep != null) {
            run.settle(lease -> queue.sleep(lease, sleep, run.notes()));
        } else if (failure.isEmpty()) {
            run.settle(lease -> queue.complete(lease, run.notes()));
            run.log().append(run.stage() + ": done; the job is completed");
        } else if (run.timedOut()) {
            failed(run, timedOut(run));
        } else if (run.cancelled()) {
            run.settle(queue::release);
            run.log().append(run.stage() + ": stopped; the job waits for another worker");
        } else {
            failed(run, failure.get());
        }
    }

    private static void tellBegin(LeasedRun run) {
        Job job = run.lease().job();
        String what = job.asleep() ? " goes on" : " begins";
        run.log().append(run.stage() + ": attempt " + run.attempt() + what + ", by " + job.worker());
    }

    private Optional<Failure> process(LeasedRun run) {
        Exchange exchange = consumer.createExchange(false);
        try {
            exchange.getMessage().setBody(body(run));
            exchange.setProperty(JobRun.PROPERTY, run);
            consumer.getProcessor().process(exchange);
            return failure(exchange, run);
        } catch (Exception e) {
            return Optional.of(Failure.bug(e));
        } finally {
            consumer.releaseExchange(exchange, false);
        }
    }

    private Object body(LeasedRun run) {
        Job job = run.lease().job();
        return consumer.endpoint().jobs().requirePayloadFormats().of(job.type()).fromJson(job.payload());
    }

    /** The error policy's word counts; without one, what was thrown is a bug. */
    private static Optional<Failure> failure(Exchange exchange, LeasedRun run) {
        Failure said = exchange.getProperty(Failure.PROPERTY, Failure.class);
        return Optional.ofNullable(said).or(() -> Optional.ofNullable(exchange.getException())
                .map(thrown -> Objects.requireNonNullElseGet(run.failure(), () -> Failure.bug(thrown))));
    }

    private static void moved(LeasedRun run, Optional<Failure> failure) {
        run.log().append(run.stage() + ": done; on to " + run.movedTo());
        failure.ifPresent(late -> {
            run.log().append(run.stage() + ": failed after the job had been sent on: " + late.reason());
            LOG.error("job {} failed at {} after it had been sent on: {}", run.id(), run.stage(), late.reason());
        });
    }

    private static Failure timedOut(LeasedRun run) {
        Limits limits = run.lease().job().limits();
        return new Failure(
                FailureKind.TIMEOUT,
                "%s did not end within %s, which is what %d bytes are given (caravan.jobs.types.*.timeout)"
                        .formatted(
                                run.stage(), limits.timeout(), run.lease().job().bytes()),
                "");
    }

    private void failed(LeasedRun run, Failure failure) {
        if (isTriedAgain(run, failure)) {
            Duration delay = settings.pause(run.lease().job().type(), run.attempt());
            run.settle(lease -> queue.retry(lease, failure, delay, run.notes()));
            tellAgain(run, failure, delay);
        } else {
            run.settle(lease -> queue.park(lease, failure, run.notes()));
            LOG.error(
                    "job {} ({}) is parked as FAILED at {}, attempt {}, {}: {}",
                    run.id(),
                    run.lease().job().title(),
                    run.stage(),
                    run.attempt(),
                    failure.kind(),
                    failure.reason());
            tellLog(run, failure, "parked");
        }
    }

    private boolean isTriedAgain(LeasedRun run, Failure failure) {
        boolean sameAgain = run.previousFailure()
                .filter(before -> before.kind() == failure.kind())
                .isPresent();
        int own = consumer.endpoint().getMaximumAttempts();
        int most = own > 0 ? own : run.lease().job().limits().maximumAttempts();
        return failure.kind().retried(sameAgain ? 2 : 1) && run.attempt() < most;
    }

    private static void tellAgain(LeasedRun run, Failure failure, Duration delay) {
        String next = "again in " + delay.toMillis() / 1000.0 + " s";
        LOG.warn(
                "job {} ({}) failed at {}, attempt {}, {}; {}: {}",
                run.id(),
                run.lease().job().title(),
                run.stage(),
                run.attempt(),
                failure.kind(),
                next,
                failure.reason());
        tellLog(run, failure, next);
    }

    private static void tellLog(LeasedRun run, Failure failure, String next) {
        run.log()
                .append(run.stage() + ": " + failure.kind() + ", " + next + ": " + failure.reason() + "\n"
                        + failure.detail());
    }
}
