package dev.caravan.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.job.FileJobLog;
import dev.caravan.job.JobQueue;
import dev.caravan.job.RedisLink;
import dev.caravan.support.RealRedis;
import dev.caravan.support.cluster.SimulatedCluster;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The API server goes away in the moment in which an instance begins to follow. */
@ExtendWith(RealRedis.class)
class FollowerBeginTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String JOB = """
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: convert-a-1
              labels: {app.kubernetes.io/name: caravan, app.kubernetes.io/instance: caravan, app.kubernetes.io/component: convert, app.kubernetes.io/managed-by: caravan, caravan.dev/job: unknown, caravan.dev/attempt: "1"}
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: convert, image: caravan, resources: {limits: {cpu: 1, memory: 1Gi}}}]
            """;

    @TempDir
    private Path directory;

    private final StringRedisTemplate redis = RealRedis.template();
    private final SimulatedCluster server = new SimulatedCluster();
    private final ClusterSettings settings = new ClusterSettings(
            "", SimulatedCluster.NAMESPACE, "caravan", 1000, Duration.ofSeconds(1), Duration.ofMinutes(5));
    private final Cluster cluster = new Cluster(settings, server::config);
    private final List<Workloads<?>> kinds = List.of(Workloads.jobs(cluster, new ClusterLabels("caravan")));
    private final Follower follower = new Follower(cluster, settings, kinds, look(), "one");

    @AfterEach
    void stop() {
        follower.close();
        cluster.close();
        server.close();
    }

    @Test
    void itFollowsAllTheSameWhenTheServerHasComeBack() {
        server.fails(call -> call.verb().equals("list"), 1000, 500);
        follower.start();
        await().atMost(PATIENCE).until(() -> server.journal()
                .rules()
                .getOrDefault("batch/jobs", Set.of())
                .contains("list"));

        server.heals();
        Job job = Serialization.unmarshal(JOB, Job.class);
        server.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(SimulatedCluster.NAMESPACE)
                .resource(job)
                .create();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(server.jobs()).isEmpty());
    }

    private Look look() {
        JobQueue queue = new JobQueue(redis, new RedisLink(), Duration.ofHours(1), Duration.ofHours(1));
        PodLogs logs = new PodLogs(cluster, redis, job -> FileJobLog.of(directory, job));
        return new Look(cluster, kinds, logs, List.of(), queue, removed -> {});
    }
}
