package dev.caravan.component;

import dev.caravan.job.JobEvents;
import dev.caravan.job.JobSettings;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Works on a stage's jobs. When the route stops no further job is claimed; what runs may end within Camel's shutdown
 * time-out, and is then cancelled and given back.
 */
final class JobsConsumer extends DefaultConsumer implements Suspendable, ShutdownAware {
    private final JobsEndpoint endpoint;
    private volatile boolean claiming;
    private volatile boolean stopping;
    private volatile @Nullable StageThreads threads;
    private @Nullable StageEvents events;

    JobsConsumer(JobsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    /** Whether jobs may be claimed now. */
    boolean claiming() {
        StageThreads present = threads;
        return claiming
                && present != null
                && !present.steering().held()
                && getEndpoint().getCamelContext().isStarted();
    }

    boolean stopping() {
        return stopping;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        JobSettings settings = endpoint.settings();
        StageThreads starting = new StageThreads(this, settings);
        stopping = false;
        claiming = true;
        threads = starting;
        JobEvents told = endpoint.jobs().getEvents();
        if (told != null) {
            events = new StageEvents(told, this, starting.keeper(), starting.steering(), doorbell()).listen();
        }
        starting.start(settings);
    }

    @Override
    protected void doSuspend() {
        claiming = false;
    }

    @Override
    protected void doResume() {
        StageThreads present = threads;
        if (present != null) {
            present.steering().release();
        }
        claiming = true;
        doorbell().ring();
    }

    @Override
    protected void doStop() throws Exception {
        claiming = false;
        stopping = true;
        doorbell().ring();
        StageThreads ending = threads;
        if (ending != null) {
            ending.end();
            threads = null;
        }
        if (events != null) {
            events.close();
            events = null;
        }
        super.doStop();
    }

    /** The direct routes that our jobs need are stopped after us, so nothing has to be deferred. */
    @Override
    public boolean deferShutdown(ShutdownRunningTask task) {
        return false;
    }

    /** Jobs that are leased and not in the route, where Camel counts them itself. */
    @Override
    public int getPendingExchangesSize() {
        StageThreads present = threads;
        int inRoute = endpoint.getCamelContext().getInflightRepository().size(getRouteId());
        return present == null ? 0 : Math.max(0, present.keeper().runs().size() - inRoute);
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        claiming = false;
    }

    void suspendRoute() throws Exception {
        endpoint.getCamelContext().getRouteController().suspendRoute(getRouteId());
    }

    void resumeRoute() throws Exception {
        if (isSuspendingOrSuspended()) {
            endpoint.getCamelContext().getRouteController().resumeRoute(getRouteId());
        } else {
            doorbell().ring();
        }
    }

    String instance() {
        return endpoint.jobs().getWorker();
    }

    String stage() {
        return endpoint.getStage();
    }

    int slots() {
        return endpoint.getConcurrentConsumers();
    }

    String workerName(int number) {
        return instance() + "/" + stage() + "-" + number;
    }

    JobsEndpoint endpoint() {
        return endpoint;
    }

    private Doorbell doorbell() {
        return endpoint.jobs().doorbell(stage());
    }

    /** Says what went wrong outside of a route. */
    void report(String what, Throwable fault) {
        getExceptionHandler().handleException(what + " at " + stage(), fault);
    }
}
