package dev.caravan.component;

import dev.caravan.job.JobSettings;
import dev.caravan.job.LeaseKeeper;
import dev.caravan.job.LeaseLostException;
import dev.caravan.job.LeasedRun;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Works on a stage's jobs. When the route stops no further job is claimed; what runs may end within Camel's shutdown
 * time-out, and is then cancelled and given back.
 */
final class JobsConsumer extends DefaultConsumer implements Suspendable, ShutdownAware {
    private static final Logger LOG = LoggerFactory.getLogger(JobsConsumer.class);
    /** What a cancelled run has to end its processes and remove its scratch. */
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** How often a run's progress is told. */
    private static final long PROGRESS_MS = 500;

    private final JobsEndpoint endpoint;
    private volatile boolean claiming;
    private volatile boolean stopping;
    private volatile @Nullable Threads threads;

    private record Threads(
            LeaseKeeper keeper,
            ExecutorService workers,
            ExecutorService cancellations,
            ScheduledExecutorService keeping) {}

    JobsConsumer(JobsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    /** Whether jobs may be claimed now. */
    boolean claiming() {
        return claiming && getEndpoint().getCamelContext().isStarted();
    }

    boolean stopping() {
        return stopping;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        JobSettings settings = endpoint.settings();
        ExecutorServiceManager executors = endpoint.getCamelContext().getExecutorServiceManager();
        String name = "jobs:" + endpoint.getStage();
        ExecutorService cancellations = executors.newCachedThreadPool(this, name + "-cancel");
        LeaseKeeper keeper = new LeaseKeeper(
                endpoint.jobs().requireQueue(),
                endpoint.getStage(),
                settings.lease(),
                endpoint.getMaximumAttempts(),
                cancellations);
        stopping = false;
        claiming = true;
        Threads starting = new Threads(
                keeper,
                executors.newFixedThreadPool(this, name, endpoint.getConcurrentConsumers()),
                cancellations,
                executors.newSingleThreadScheduledExecutor(this, name + "-lease"));
        threads = starting;
        start(starting, settings);
    }

    private void start(Threads threads, JobSettings settings) {
        var unusedToo = threads.keeping()
                .scheduleWithFixedDelay(
                        threads.keeper()::tellProgress, PROGRESS_MS, PROGRESS_MS, TimeUnit.MILLISECONDS);
        long third = settings.lease().toMillis() / 3;
        var unused = threads.keeping().scheduleWithFixedDelay(threads.keeper()::keep, 0, third, TimeUnit.MILLISECONDS);
        Attempts attempts = new Attempts(this, threads.keeper(), settings);
        for (int number = 1; number <= endpoint.getConcurrentConsumers(); number++) {
            threads.workers().execute(new StageWorker(this, attempts, number, settings));
        }
    }

    @Override
    protected void doSuspend() {
        claiming = false;
    }

    @Override
    protected void doResume() {
        claiming = true;
        ring();
    }

    @Override
    protected void doStop() throws Exception {
        claiming = false;
        stopping = true;
        ring();
        Threads ending = threads;
        if (ending != null) {
            end(ending);
            threads = null;
        }
        super.doStop();
    }

    /** Camel interrupts the thread that stops us when its own time-out is over; the runs get their grace all the same. */
    private void end(Threads ending) {
        boolean interrupted = Thread.interrupted();
        ending.workers().shutdown();
        ending.keeper().runs().forEach(run -> ending.cancellations().execute(run::cancel));
        interrupted |= awaitWithoutInterruption(ending.workers());
        if (!ending.workers().isTerminated()) {
            ending.workers().shutdownNow();
            ending.keeper().runs().forEach(this::release);
        }
        ExecutorServiceManager executors = endpoint.getCamelContext().getExecutorServiceManager();
        executors.shutdownNow(ending.keeping());
        executors.shutdownNow(ending.workers());
        executors.shutdown(ending.cancellations());
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
            run.settle(lease -> endpoint.jobs().requireQueue().tryRelease(lease));
        } catch (DataAccessException | IllegalStateException | LeaseLostException e) {
            LOG.warn("job {} could not be given back ({}); its lease runs out", run.id(), e.toString());
        }
    }

    private void ring() {
        endpoint.jobs().doorbell(endpoint.getStage()).ring();
    }

    /** The direct routes that our jobs need are stopped after us, so nothing has to be deferred. */
    @Override
    public boolean deferShutdown(ShutdownRunningTask task) {
        return false;
    }

    /** Jobs that are leased and not in the route, where Camel counts them itself. */
    @Override
    public int getPendingExchangesSize() {
        Threads present = threads;
        int inRoute = endpoint.getCamelContext().getInflightRepository().size(getRouteId());
        return present == null ? 0 : Math.max(0, present.keeper().runs().size() - inRoute);
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        claiming = false;
    }

    String workerName(int number) {
        return endpoint.jobs().getWorker() + "/" + endpoint.getStage() + "-" + number;
    }

    JobsEndpoint endpoint() {
        return endpoint;
    }

    /** Says what went wrong outside of a route. */
    void report(String what, Throwable fault) {
        getExceptionHandler().handleException(what + " at " + endpoint.getStage(), fault);
    }
}
