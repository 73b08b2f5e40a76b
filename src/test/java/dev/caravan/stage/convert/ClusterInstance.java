package dev.caravan.stage.convert;

import dev.caravan.cluster.Cluster;
import dev.caravan.cluster.ClusterLabels;
import dev.caravan.cluster.ClusterSettings;
import dev.caravan.cluster.Follower;
import dev.caravan.cluster.Look;
import dev.caravan.cluster.PodLogs;
import dev.caravan.cluster.Workloads;
import dev.caravan.component.JobsComponent;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.DatasetFormat;
import dev.caravan.job.BackOff;
import dev.caravan.job.FileJobLog;
import dev.caravan.job.JobEvents;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobSettings;
import dev.caravan.job.Leftovers;
import dev.caravan.job.PayloadFormats;
import dev.caravan.job.RedisLink;
import dev.caravan.stage.errors.Failures;
import dev.caravan.support.RealRedis;
import dev.caravan.support.RedisConnections;
import dev.caravan.support.cluster.SimulatedCluster;
import dev.caravan.workspace.Workspace;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** A service that converts in a cluster, as far as that goes: the routes as they are delivered, its own connections, its own follower. */
final class ClusterInstance implements AutoCloseable {
    private static final JobSettings JOBS = JobSettings.of(
            Duration.ofSeconds(1),
            5,
            new BackOff(Duration.ofMillis(20), 1, Duration.ofSeconds(1), 0),
            Duration.ofMillis(20));

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final LettuceConnectionFactory connections = RedisConnections.to(RealRedis.port());
    private final Cluster cluster;
    private final JobEvents events;
    private final Follower follower;

    /**
     * Starts.
     *
     * @param ended is told of each dataset that leaves the stage, before its job is completed
     */
    ClusterInstance(
            String name,
            SimulatedCluster simulated,
            ClusterSettings settings,
            int workers,
            Workspace workspace,
            Consumer<Dataset> ended)
            throws Exception {
        StringRedisTemplate redis = new StringRedisTemplate(connections);
        JobQueue queue = new JobQueue(redis, new RedisLink(), JOBS.resultTtl(), JOBS.failedTtl());
        Scratch scratch = new Scratch(workspace);
        Leftovers leftovers = job -> discard(scratch, job);
        events = new JobEvents(redis, new RedisLink());
        cluster = new Cluster(settings, simulated::config);
        Workloads<Job> jobs = Workloads.jobs(cluster, new ClusterLabels(settings.instance()));
        PodLogs logs = new PodLogs(cluster, redis, job -> FileJobLog.of(workspace.jobLogs(), job));
        ConvertSettings convert = AConvertSettings.kubernetes(AConvertSettings.cluster());
        JobOrders orders = new JobOrders(convert);
        Map.of(
                        "queue", queue,
                        "formats", PayloadFormats.only(new DatasetFormat()),
                        "workspace", workspace,
                        "settings", JOBS,
                        "events", events,
                        "leftovers", leftovers,
                        "failures", new Failures(job -> {}),
                        "sources", new Sources(),
                        "clusterConversion",
                                ClusterConversion.by(
                                        jobs, orders.template(), orders, logs, convert, scratch, settings.patience()))
                .forEach(camel.getRegistry()::bind);
        Look look = new Look(cluster, List.of(jobs), logs, List.of(new ClusterWork()), queue, leftovers);
        follower = new Follower(cluster, settings, List.of(jobs), look, name);
        routes(name, workers, ended);
        var unused = events.listen(follower);
        events.start();
        camel.start();
        follower.start();
    }

    private void routes(String name, int workers, Consumer<Dataset> ended) throws Exception {
        JobsComponent component = new JobsComponent();
        component.setWorker(name);
        camel.addComponent("jobs", component);
        Properties keys = new Properties();
        keys.setProperty("caravan.convert.workers", Integer.toString(workers));
        keys.setProperty("caravan.convert.runner", "kubernetes");
        camel.getPropertiesComponent().setInitialProperties(keys);
        camel.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        camel.getShutdownStrategy().setTimeout(5000);
        for (String file : List.of("errors", "convert", "convert-kubernetes")) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.resolveMandatoryResource(camel, "file:routes/" + file + ".camel.yaml"));
        }
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("jobs:verify?concurrentConsumers=2")
                        .process(exchange -> ended.accept(exchange.getMessage().getBody(Dataset.class)));
            }
        });
    }

    private static void discard(Scratch scratch, String job) {
        try {
            scratch.discardAll(job);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a process that is killed: from one moment to the next nothing it does reaches Redis or the cluster. */
    void kill() {
        connections.destroy();
        camel.stop();
        cluster.close();
        close();
    }

    @Override
    public void close() {
        follower.close();
        camel.stop();
        events.close();
        cluster.close();
        connections.destroy();
    }
}
