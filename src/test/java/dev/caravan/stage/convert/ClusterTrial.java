package dev.caravan.stage.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.cluster.ClusterSettings;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.DatasetFormat;
import dev.caravan.dataset.SourceFile;
import dev.caravan.job.Job;
import dev.caravan.job.JobControl;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobState;
import dev.caravan.job.Limits;
import dev.caravan.job.NewJob;
import dev.caravan.job.RedisLink;
import dev.caravan.sample.SampleTerrain;
import dev.caravan.support.RealRedis;
import dev.caravan.support.cluster.ApiCall;
import dev.caravan.support.cluster.SimulatedCluster;
import dev.caravan.support.cluster.SimulatedJob;
import dev.caravan.support.cluster.SimulatedPod;
import dev.caravan.workspace.Trees;
import dev.caravan.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Datasets, a cluster, and services that convert there; all of them share Redis and one directory. */
final class ClusterTrial implements BeforeEachCallback, AfterEachCallback {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int POINTS = 100;
    private static final Duration LOOK = Duration.ofSeconds(1);

    final SimulatedCluster cluster = new SimulatedCluster();
    final JobQueue queue =
            new JobQueue(RealRedis.template(), new RedisLink(), Duration.ofHours(1), Duration.ofHours(1));
    final JobControl control = new JobControl(RealRedis.template(), new RedisLink());
    private final Queue<String> ended = new ConcurrentLinkedQueue<>();
    private final List<ClusterInstance> instances = new ArrayList<>();
    private Path directory;
    /** So long that a job comes to its end only because the follower has seen something. */
    private Duration patience = Duration.ofHours(1);

    private Duration look = LOOK;
    private int calls = 1000;
    private int workers = 2;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        directory = Files.createTempDirectory("cluster");
        Files.createDirectories(directory.resolve("sources"));
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        cluster.heals();
        instances.forEach(ClusterInstance::close);
        cluster.close();
        Trees.delete(directory);
    }

    /** Of the instances that are started after this. */
    ClusterTrial patience(Duration most) {
        patience = most;
        return this;
    }

    /** What is told of at once, in a watch, is all that is heard. */
    ClusterTrial withoutLooks() {
        look = Duration.ofHours(1);
        return this;
    }

    ClusterTrial look(Duration each) {
        look = each;
        return this;
    }

    ClusterTrial callsPerSecond(int most) {
        calls = most;
        return this;
    }

    ClusterTrial workers(int number) {
        workers = number;
        return this;
    }

    ClusterInstance starts(String name) {
        try {
            ClusterSettings settings =
                    new ClusterSettings("", SimulatedCluster.NAMESPACE, "caravan", calls, look, patience);
            ClusterInstance instance = new ClusterInstance(
                    name, cluster, settings, workers, workspace(), dataset -> ended.add(dataset.key()));
            instances.add(instance);
            return instance;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void kills(ClusterInstance instance) {
        instances.remove(instance);
        instance.kill();
    }

    void stops(ClusterInstance instance) {
        instances.remove(instance);
        instance.close();
    }

    /** A file becomes a job of that name. */
    String ordered(String name) {
        return ordered(name, Limits.NONE);
    }

    String ordered(String name, Limits limits) {
        try {
            Path sources = directory.resolve("sources");
            Path file = sources.resolve(name + ".las");
            SampleTerrain.write(file, POINTS, POINTS);
            Dataset dataset = Dataset.found(name, sources, SourceFile.read(file));
            queue.enqueue(NewJob.unclaimed("convert", name, new DatasetFormat().toJson(dataset), List.of())
                    .named(name)
                    .within(limits));
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Job of a dataset that works now, when it is there with its pod. */
    SimulatedJob theJob(String name) {
        return theJob(name, 1);
    }

    SimulatedJob theJob(String name, int attempt) {
        await().atMost(PATIENCE).until(() -> found(name, attempt).stream()
                .anyMatch(job -> !job.pods().isEmpty()));
        return found(name, attempt).get(0);
    }

    /** The one that has not ended yet. */
    Optional<SimulatedJob> working(String name) {
        return cluster.jobs().stream()
                .filter(job -> job.json()
                        .at("/metadata/labels/caravan.dev~1job")
                        .asText()
                        .equals(name))
                .filter(job -> job.json().at("/status").path("active").asInt() > 0)
                .findFirst();
    }

    private List<SimulatedJob> found(String name, int attempt) {
        return cluster.jobs().stream()
                .filter(SimulatedJob::exists)
                .filter(job -> job.json()
                        .at("/metadata/labels/caravan.dev~1job")
                        .asText()
                        .equals(name))
                .filter(job ->
                        job.json().at("/metadata/labels/caravan.dev~1attempt").asInt() == attempt)
                .toList();
    }

    /** Its job waits for what becomes of its Job, and no worker for it. */
    void awaitAsleep(String name) {
        await().atMost(PATIENCE).until(() -> job(name).asleep());
    }

    /** Does in this process what the pod was told to do, and ends. */
    void succeeds(SimulatedJob job) {
        SimulatedPod pod = job.pod().starts();
        converts(job);
        pod.says("{\"points_read\":" + POINTS + "}").exits(0);
    }

    void converts(SimulatedJob job) {
        try {
            Files.writeString(Files.createDirectories(octree(job)).resolve("metadata.json"), "{}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path octree(SimulatedJob job) {
        List<String> arguments = new ArrayList<>();
        job.json().at("/spec/template/spec/containers/0/args").forEach(argument -> arguments.add(argument.asText()));
        return Path.of(arguments.get(arguments.indexOf("-o") + 1));
    }

    Job job(String name) {
        return queue.get(name).orElseThrow();
    }

    void awaitState(String name, JobState state) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(job(name).state()).as(() -> log(name)).isEqualTo(state));
    }

    /** It has left the stage, and once: with as many Jobs as are told, each ordered once. */
    void awaitDone(String name, int jobs) {
        awaitState(name, JobState.COMPLETED);
        assertThat(ended).containsOnlyOnce(name);
        assertThat(settlements(name)).filteredOn("move:verify"::equals).hasSize(1);
        assertThat(ordersOf(name)).as(() -> log(name)).isEqualTo(jobs);
    }

    /** How its leases were given back, in their order. */
    List<String> settlements(String name) {
        String settled = String.valueOf(RealRedis.template().opsForHash().get("job:" + name, "settled"));
        return Arrays.stream(settled.split(" "))
                .map(entry -> entry.substring(entry.indexOf(':') + 1))
                .toList();
    }

    /** Jobs that were made for it, whatever has become of them. */
    int ordersOf(String name) {
        return cluster.made("caravan.dev/job", name);
    }

    List<String> ended() {
        return List.copyOf(ended);
    }

    List<ApiCall> calls(Predicate<ApiCall> which) {
        return cluster.journal().calls().stream().filter(which).toList();
    }

    String log(String name) {
        try {
            Path file = workspace().jobLogs().resolve(name + ".log");
            return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Path> scratch() {
        try (var found = Files.list(Files.createDirectories(workspace().scratch()))) {
            return found.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Workspace workspace() {
        return new Workspace(directory.resolve("data"));
    }
}
