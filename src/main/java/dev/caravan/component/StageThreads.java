package dev.caravan.component;

import dev.caravan.job.JobQueue;
import dev.caravan.job.JobSettings;
import dev.caravan.job.LeaseKeeper;
import dev.caravan.job.LeaseLostException;
import dev.caravan.job.LeasedRun;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.spi.ExecutorServiceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** The threads of a consumer, from its start to its end: those that work, and those that look after them. */
final class StageThreads {
    private static final Logger LOG = LoggerFactory.getLogger(StageThreads.class);
    /** What a cancelled run has to end its processes, of which the slowest are killed after 5 s, and remove its scratch, when the consumer stops. */
    private static final Duration GRACE = Duration.ofSeconds(20);
    /** The same, before it is complained of. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** How often what the runs say is passed on. */
    private static final long MOMENT_MS = 500;

    private final JobsConsumer consumer;
    private final JobQueue queue;
    private final ExecutorServiceManager executors;
    private final ExecutorService workers;
    private final ExecutorService cancellations;
    private final ScheduledExecutorService keeping;
    private final LeaseKeeper keeper;
    private final CurrentRuns runs = new CurrentRuns(PATIENCE);
    private final Steering steering;

    StageThreads(JobsConsumer consumer, JobSettings settings) {
        JobsEndpoint endpoint = consumer.endpoint();
        String name = "jobs:" + endpoint.getStage();
        this.consumer = consumer;
        this.queue = endpoint.jobs().requireQueue();
        this.executors = endpoint.getCamelContext().getExecutorServiceManager();
        this.workers = executors.newFixedThreadPool(consumer, name, endpoint.getConcurrentConsumers());
        this.cancellations = executors.newCachedThreadPool(consumer, name + "-cancel");
        this.keeping = executors.newSingleThreadScheduledExecutor(consumer, name + "-lease");
        this.keeper = new LeaseKeeper(
                queue, endpoint.getStage(), settings.lease(), endpoint.getMaximumAttempts(), cancellations);
        this.steering = new Steering(
                consumer, runs, settings.lease(), cancellations, endpoint.jobs().getWorkers());
    }

    LeaseKeeper keeper() {
        return keeper;
    }

    CurrentRuns runs() {
        return runs;
    }

    Steering steering() {
        return steering;
    }

    void start(JobSettings settings) {
        keeping.execute(steering::beat);
        every(MOMENT_MS, keeper::tellProgress);
        every(MOMENT_MS, keeper::keepTime);
        every(MOMENT_MS, steering::beatIfChanged);
        every(MOMENT_MS, runs::complain);
        long third = settings.lease().toMillis() / 3;
        every(third, keeper::keep);
        every(third, steering::beat);
        Attempts attempts = new Attempts(consumer, this, settings);
        for (int number = 1; number <= consumer.slots(); number++) {
            workers.execute(new StageWorker(consumer, attempts, number, settings));
        }
    }

    private void every(long milliseconds, Runnable task) {
        var unused = keeping.scheduleWithFixedDelay(task, milliseconds, milliseconds, TimeUnit.MILLISECONDS);
    }

    /** Camel interrupts the thread that stops us when its own time-out is over; the runs get their grace all the same. */
    void end() {
        boolean interrupted = Thread.interrupted();
        workers.shutdown();
        runs.list().forEach(run -> cancellations.execute(run::cancel));
        interrupted |= awaitWithoutInterruption(workers);
        if (!workers.isTerminated()) {
            workers.shutdownNow();
            keeper.runs().forEach(this::release);
        }
        steering.end();
        executors.shutdownNow(keeping);
        executors.shutdownNow(workers);
        executors.shutdown(cancellations);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether an interruption came meanwhile. */
    private static boolean awaitWithoutInterruption(ExecutorService workers) {
        long end = System.nanoTime() + GRACE.toNanos();
        boolean interrupted = false;
        while (!workers.isTerminated() && System.nanoTime() < end) {
            try {
                boolean unused = workers.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    /** For a run that does not end although it was cancelled: whatever it still does, it settles nothing any more. */
    private void release(LeasedRun run) {
        LOG.warn("job {} does not end at {}; it is given back", run.id(), run.stage());
        try {
            run.settle(queue::tryRelease);
        } catch (DataAccessException | IllegalStateException | LeaseLostException e) {
            LOG.warn("job {} could not be given back ({}); its lease runs out", run.id(), e.toString());
        }
    }
}
