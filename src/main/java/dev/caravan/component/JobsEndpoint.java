package dev.caravan.component;

import dev.caravan.job.BackOff;
import dev.caravan.job.JobSettings;
import dev.caravan.job.JobType;
import dev.caravan.job.Priority;
import dev.caravan.job.StageName;
import java.time.Duration;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Send jobs to a stage and work on them, through a durable queue in Redis.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "jobs",
        title = "Jobs",
        syntax = "jobs:stage",
        category = {Category.WORKFLOW, Category.MESSAGING})
public class JobsEndpoint extends DefaultEndpoint {
    private final JobsComponent component;

    @UriPath(description = "The stage: lower-case letters, digits and '-'.")
    @Metadata(required = true)
    private final String stage;

    @UriParam(label = "consumer", defaultValue = "1", description = "How many jobs this consumer works on at once.")
    private int concurrentConsumers = 1;

    @UriParam(
            label = "consumer",
            javaType = "java.time.Duration",
            defaultValue = "500",
            description = "How often to look for jobs that other processes have sent.")
    private long pollInterval = 500;

    @UriParam(
            label = "consumer",
            javaType = "java.time.Duration",
            defaultValue = "30000",
            description = "How long a worker that has died keeps its job; a living one renews its lease three times as"
                    + " often.")
    private long lease = 30_000;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            description =
                    "Attempts at this stage, the first included, before a job is parked as failed; 0 for those that the"
                            + " job was given by its type.")
    private int maximumAttempts;

    @UriParam(
            label = "consumer",
            javaType = "java.time.Duration",
            defaultValue = "5000",
            description = "How long a job waits after its first failed attempt.")
    private long backOffDelay = 5000;

    @UriParam(
            label = "consumer",
            defaultValue = "2",
            description = "Each further delay is so many times the one before.")
    private double backOffMultiplier = 2;

    @UriParam(
            label = "consumer",
            javaType = "java.time.Duration",
            defaultValue = "600000",
            description = "No delay is longer than this, but for the jitter.")
    private long maximumBackOffDelay = 600_000;

    @UriParam(
            label = "consumer",
            defaultValue = "0.2",
            description = "The part of the delay that is random, in both directions; 0 or more and less than 1.")
    private double backOffJitter = 0.2;

    @UriParam(
            label = "producer",
            description = "The priority of a new job, instead of its type's; one that is moved on keeps its own.")
    private @Nullable Priority priority;

    @UriParam(
            label = "producer",
            description =
                    "Fans the job out: each item of the body, a list, becomes a job of its own at this stage, and the"
                            + " job itself waits for those that are required and then enters the stage that is named here.")
    private @Nullable String then;

    private JobSettings base = JobSettings.standard();

    JobsEndpoint(String uri, JobsComponent component, String stage) {
        super(uri, component);
        this.component = component;
        this.stage = StageName.require(stage);
    }

    void use(JobSettings settings) {
        pollInterval = settings.pollInterval().toMillis();
        lease = settings.lease().toMillis();
        base = settings;
        backOffDelay = settings.backOff().delay().toMillis();
        backOffMultiplier = settings.backOff().multiplier();
        maximumBackOffDelay = settings.backOff().maximum().toMillis();
        backOffJitter = settings.backOff().jitter();
    }

    /** How urgent a new job is that does not say so itself. */
    Priority priorityOf(JobType type) {
        return priority == null ? base.priority(type) : priority;
    }

    /** The options as one checked whole. */
    JobSettings settings() {
        BackOff backOff = new BackOff(
                Duration.ofMillis(backOffDelay),
                backOffMultiplier,
                Duration.ofMillis(maximumBackOffDelay),
                backOffJitter);
        return new JobSettings(
                Duration.ofMillis(lease),
                base.maximumAttempts(),
                backOff,
                Duration.ofMillis(pollInterval),
                base.resultTtl(),
                base.failedTtl(),
                base.types());
    }

    JobsComponent jobs() {
        return component;
    }

    @Override
    public Producer createProducer() {
        return new JobsProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Consumer consumer = new JobsConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    public String getStage() {
        return stage;
    }

    public int getConcurrentConsumers() {
        return concurrentConsumers;
    }

    public void setConcurrentConsumers(int concurrentConsumers) {
        if (concurrentConsumers < 1) {
            throw new IllegalArgumentException(
                    "concurrentConsumers is " + concurrentConsumers + "; it must be 1 or more");
        }
        this.concurrentConsumers = concurrentConsumers;
    }

    public long getPollInterval() {
        return pollInterval;
    }

    public void setPollInterval(long pollInterval) {
        this.pollInterval = pollInterval;
    }

    public long getLease() {
        return lease;
    }

    public void setLease(long lease) {
        this.lease = lease;
    }

    public int getMaximumAttempts() {
        return maximumAttempts;
    }

    public void setMaximumAttempts(int maximumAttempts) {
        this.maximumAttempts = maximumAttempts;
    }

    public long getBackOffDelay() {
        return backOffDelay;
    }

    public void setBackOffDelay(long backOffDelay) {
        this.backOffDelay = backOffDelay;
    }

    public double getBackOffMultiplier() {
        return backOffMultiplier;
    }

    public void setBackOffMultiplier(double backOffMultiplier) {
        this.backOffMultiplier = backOffMultiplier;
    }

    public long getMaximumBackOffDelay() {
        return maximumBackOffDelay;
    }

    public void setMaximumBackOffDelay(long maximumBackOffDelay) {
        this.maximumBackOffDelay = maximumBackOffDelay;
    }

    public double getBackOffJitter() {
        return backOffJitter;
    }

    public void setBackOffJitter(double backOffJitter) {
        this.backOffJitter = backOffJitter;
    }

    public @Nullable String getThen() {
        return then;
    }

    public void setThen(@Nullable String then) {
        this.then = then == null ? null : StageName.require(then);
    }

    public @Nullable Priority getPriority() {
        return priority;
    }

    public void setPriority(@Nullable Priority priority) {
        this.priority = priority;
    }
}
