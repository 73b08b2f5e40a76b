package dev.caravan.component;

import dev.caravan.job.WorkerCommand;
import dev.caravan.job.WorkerOrder;
import dev.caravan.job.WorkerRegistry;
import dev.caravan.job.WorkerReport;
import dev.caravan.job.WorkerState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Tells the other instances what a consumer does, and lets them tell it what to do. A worker that takes no more jobs and has none is
 * suspended in Camel too, so that all who look at the route see the same; not before, since Camel locks itself while a route is
 * being suspended.
 */
final class Steering {
    private static final Logger LOG = LoggerFactory.getLogger(Steering.class);

    private final JobsConsumer consumer;
    private final CurrentRuns runs;
    private final Duration lease;
    private final Executor threads;
    private final @Nullable WorkerRegistry registry;
    private volatile boolean held;
    private final Object moving = new Object();
    private boolean begun;
    private long obeyed;
    private WorkerState said = WorkerState.RUNNING;
    private List<String> saidJobs = List.of();

    /**
     * Of a consumer that begins.
     *
     * @param registry null when nobody is told
     */
    Steering(
            JobsConsumer consumer,
            CurrentRuns runs,
            Duration lease,
            Executor threads,
            @Nullable WorkerRegistry registry) {
        this.consumer = consumer;
        this.runs = runs;
        this.lease = lease;
        this.threads = threads;
        this.registry = registry;
    }

    /** Whether it was told to take no jobs. */
    boolean held() {
        return held;
    }

    /** Somebody has resumed the route: that is an order too. */
    void release() {
        held = false;
    }

    /** Says that it lives, obeys, and comes to rest when it was told to and nothing runs any more. */
    synchronized void beat() {
        tell(present -> {
            said = state();
            saidJobs = runs.jobs();
            return speak(present);
        });
        if (held && runs.isEmpty() && !consumer.isSuspendingOrSuspended()) {
            threads.execute(this::suspend);
        }
    }

    private Optional<WorkerOrder> speak(WorkerRegistry present) {
        if (begun) {
            return present.beat(report());
        }
        present.begin(report());
        begun = true;
        return Optional.empty();
    }

    /** The same, when something has changed since it was said. */
    void beatIfChanged() {
        if (changed()) {
            beat();
        }
    }

    private synchronized boolean changed() {
        return said != state() || !saidJobs.equals(runs.jobs());
    }

    void end() {
        tell(present -> {
            present.end(consumer.instance(), consumer.stage());
            return Optional.empty();
        });
    }

    private WorkerReport report() {
        return new WorkerReport(consumer.instance(), consumer.stage(), consumer.slots(), state(), runs.jobs(), lease);
    }

    private WorkerState state() {
        if (consumer.claiming()) {
            return WorkerState.RUNNING;
        }
        return runs.isEmpty() ? WorkerState.STOPPED : WorkerState.DRAINING;
    }

    /** That Redis is away has been said once, by the link. */
    private void tell(Function<WorkerRegistry, Optional<WorkerOrder>> word) {
        if (registry == null) {
            return;
        }
        try {
            word.apply(registry).filter(order -> order.number() > obeyed).ifPresent(this::obey);
        } catch (DataAccessException e) {
            LOG.debug("the worker of {} could not say that it lives", consumer.stage(), e);
        } catch (RuntimeException e) {
            LOG.error("the worker of {} could not say that it lives", consumer.stage(), e);
        }
    }

    private void obey(WorkerOrder order) {
        obeyed = order.number();
        LOG.info("the worker of {} is told to {}", consumer.stage(), order.command());
        held = order.command() != WorkerCommand.START;
        if (order.command() == WorkerCommand.STOP) {
            runs.list().forEach(run -> threads.execute(run::cancel));
        } else if (order.command() == WorkerCommand.START) {
            threads.execute(this::resume);
        }
    }

    private void suspend() {
        move("suspended", () -> {
            if (held && runs.isEmpty() && !consumer.isSuspendingOrSuspended()) {
                consumer.suspendRoute();
            }
        });
    }

    private void resume() {
        move("resumed", () -> {
            if (!held) {
                consumer.resumeRoute();
            }
        });
    }

    /** One at a time, and never by a thread that renews leases: Camel may let it wait. */
    private void move(String what, RouteMove move) {
        try {
            synchronized (moving) {
                move.run();
            }
        } catch (Exception e) {
            LOG.warn("the route of {} could not be {}", consumer.stage(), what, e);
        }
    }

    private interface RouteMove {
        void run() throws Exception;
    }
}
