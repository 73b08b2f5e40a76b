package dev.caravan.component;

import dev.caravan.job.BackOff;
import dev.caravan.job.Failure;
import dev.caravan.job.FailureKind;
import dev.caravan.job.Job;
import dev.caravan.job.JobControl;
import dev.caravan.job.JobEvents;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobSettings;
import dev.caravan.job.JobState;
import dev.caravan.job.PayloadFormats;
import dev.caravan.job.RedisLink;
import dev.caravan.job.WorkerRegistry;
import dev.caravan.job.Workers;
import dev.caravan.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.data.redis.core.StringRedisTemplate;

/** One service instance of a test: a Camel context with its own queue object, on a Redis that may be shared. */
final class Instance implements AutoCloseable {
    static final JobSettings SETTINGS = JobSettings.of(
            Duration.ofSeconds(1),
            3,
            new BackOff(Duration.ofMillis(20), 2, Duration.ofSeconds(1), 0.2),
            Duration.ofMillis(20));

    final DefaultCamelContext camel = new DefaultCamelContext();
    final JobQueue queue;
    final JobControl control;
    final JobEvents events;
    final Workers workers;
    final Workspace workspace;

    private Instance(StringRedisTemplate redis, Path data, JobSettings settings) {
        queue = new JobQueue(redis, new RedisLink(), settings.resultTtl(), settings.failedTtl());
        control = new JobControl(redis, new RedisLink());
        events = new JobEvents(redis, new RedisLink());
        workers = new Workers(redis, new RedisLink());
        workspace = new Workspace(data);
        camel.getRegistry().bind("queue", queue);
        camel.getRegistry().bind("formats", PayloadFormats.only(new TextFormat()));
        camel.getRegistry().bind("workspace", workspace);
        camel.getRegistry().bind("events", events);
        camel.getRegistry().bind("workers", new WorkerRegistry(redis, new RedisLink()));
        camel.getRegistry().bind("settings", settings);
        camel.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        camel.getShutdownStrategy().setTimeout(5000);
    }

    static Instance on(StringRedisTemplate redis, Path data) {
        return new Instance(redis, data, SETTINGS);
    }

    static Instance on(StringRedisTemplate redis, Path data, JobSettings settings) {
        return new Instance(redis, data, settings);
    }

    Instance with(RouteBuilder routes) throws Exception {
        camel.addRoutes(routes);
        return this;
    }

    /** With another name than this process has. */
    Instance named(String name) {
        camel.getComponent("jobs", JobsComponent.class).setWorker(name);
        return this;
    }

    Instance start() {
        events.start();
        camel.start();
        return this;
    }

    void send(String stage, String... words) {
        for (String word : words) {
            camel.createFluentProducerTemplate()
                    .withBody(word)
                    .to("jobs:" + stage)
                    .send();
        }
    }

    /** The job of a word, through its record. */
    Job jobOf(StringRedisTemplate redis, String word) {
        Object id = redis.opsForHash().get("file:" + word, "job");
        return queue.get(String.valueOf(id)).orElseThrow();
    }

    boolean hasEnded(StringRedisTemplate redis, String word, JobState state) {
        return state.name().equals(redis.opsForHash().get("file:" + word, "status"));
    }

    List<Job> failed() {
        return queue.failed(Instant.EPOCH);
    }

    static void passingFault(Exchange exchange) {
        exchange.setProperty(Failure.PROPERTY, new Failure(FailureKind.INFRASTRUCTURE, "no route to host", "trace"));
    }

    @Override
    public void close() {
        camel.stop();
        events.close();
    }
}
