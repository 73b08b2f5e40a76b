package dev.caravan.component;

import dev.caravan.job.JobEvents;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobSettings;
import dev.caravan.job.Leftovers;
import dev.caravan.job.PayloadFormats;
import dev.caravan.job.WorkerRegistry;
import dev.caravan.workspace.Workspace;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;

/** Makes `jobs:` endpoints. What it needs is taken from the registry when there is exactly one of it. */
@Component("jobs")
public class JobsComponent extends DefaultComponent {
    private final Map<String, Doorbell> doorbells = new ConcurrentHashMap<>();

    @Metadata(autowired = true, description = "The queue in Redis that keeps the jobs.")
    private @Nullable JobQueue queue;

    @Metadata(autowired = true, description = "How a route's body is kept in a job between two stages.")
    private @Nullable PayloadFormats payloadFormats;

    @Metadata(autowired = true, description = "Where the jobs' log files are.")
    private @Nullable Workspace workspace;

    @Metadata(autowired = true, label = "advanced", description = "Defaults of the endpoints' options (caravan.jobs).")
    private @Nullable JobSettings settings;

    @Metadata(
            autowired = true,
            label = "consumer",
            description = "What happens in other processes; without it a consumer sees it a little later.")
    private @Nullable JobEvents events;

    @Metadata(
            autowired = true,
            label = "consumer",
            description = "Where consumers say what they do, and are told what to do; without it nobody knows of them.")
    private @Nullable WorkerRegistry workers;

    @Metadata(
            autowired = true,
            label = "consumer",
            description = "Removes what a run has left on the disk whose job was cancelled.")
    private @Nullable Leftovers leftovers;

    @Metadata(
            label = "consumer",
            description = "The name of this process in leases; each consumer adds its stage and number."
                    + " The default is the process id and the host, unique among running processes.")
    private String worker = ManagementFactory.getRuntimeMXBean().getName();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        JobsEndpoint endpoint = new JobsEndpoint(uri, this, remaining);
        if (settings != null) {
            endpoint.use(settings);
        }
        setProperties(endpoint, parameters);
        return endpoint;
    }

    Doorbell doorbell(String stage) {
        return doorbells.computeIfAbsent(stage, name -> new Doorbell());
    }

    JobQueue requireQueue() {
        return require(queue, "queue");
    }

    PayloadFormats requirePayloadFormats() {
        return require(payloadFormats, "payloadFormats");
    }

    Workspace requireWorkspace() {
        return require(workspace, "workspace");
    }

    Leftovers leftovers() {
        return Objects.requireNonNullElse(leftovers, Leftovers.NONE);
    }

    private static <T> T require(@Nullable T part, String option) {
        if (part == null) {
            throw new IllegalArgumentException("the option '" + option
                    + "' of the component 'jobs' is not set, and the registry does not hold exactly one of its type");
        }
        return part;
    }

    public @Nullable JobQueue getQueue() {
        return queue;
    }

    public void setQueue(@Nullable JobQueue queue) {
        this.queue = queue;
    }

    public @Nullable PayloadFormats getPayloadFormats() {
        return payloadFormats;
    }

    public void setPayloadFormats(@Nullable PayloadFormats payloadFormats) {
        this.payloadFormats = payloadFormats;
    }

    public @Nullable Workspace getWorkspace() {
        return workspace;
    }

    public void setWorkspace(@Nullable Workspace workspace) {
        this.workspace = workspace;
    }

    public @Nullable JobSettings getSettings() {
        return settings;
    }

    public void setSettings(@Nullable JobSettings settings) {
        this.settings = settings;
    }

    public @Nullable JobEvents getEvents() {
        return events;
    }

    public void setEvents(@Nullable JobEvents events) {
        this.events = events;
    }

    public @Nullable WorkerRegistry getWorkers() {
        return workers;
    }

    public void setWorkers(@Nullable WorkerRegistry workers) {
        this.workers = workers;
    }

    public @Nullable Leftovers getLeftovers() {
        return leftovers;
    }

    public void setLeftovers(@Nullable Leftovers leftovers) {
        this.leftovers = leftovers;
    }

    public String getWorker() {
        return worker;
    }

    public void setWorker(String worker) {
        this.worker = worker;
    }
}
