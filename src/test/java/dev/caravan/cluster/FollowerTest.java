package dev.caravan.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.job.FileJobLog;
import dev.caravan.job.JobControl;
import dev.caravan.job.JobEvents;
import dev.caravan.job.JobLog;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobState;
import dev.caravan.job.Lease;
import dev.caravan.job.NewJob;
import dev.caravan.job.Notes;
import dev.caravan.job.Progress;
import dev.caravan.job.RedisLink;
import dev.caravan.support.RealRedis;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.core.StringRedisTemplate;

@ExtendWith(RealRedis.class)
@EnableKubernetesMockClient(crud = true)
class FollowerTest {
    private static final String NAMESPACE = "clouds";
    private static final Duration LONG = Duration.ofHours(1);
    private static final Work WORK = new Work() {
        @Override
        public String component() {
            return "convert";
        }

        @Override
        public String container() {
            return "convert";
        }

        @Override
        public Optional<Progress> heard(String line, JobLog log) {
            log.append(line);
            return Optional.of(Progress.of(line, 1, 2L, "points", null));
        }
    };

    @TempDir
    private Path directory;

    KubernetesMockServer server;
    KubernetesClient client;

    private final StringRedisTemplate redis = RealRedis.template();
    private final JobQueue queue = new JobQueue(redis, new RedisLink(), Duration.ofHours(1), Duration.ofHours(1));
    private final JobControl control = new JobControl(redis, new RedisLink());
    private final Set<String> removed = ConcurrentHashMap.newKeySet();
    private JobEvents events;
    private Follower follower;

    @BeforeEach
    void follow() {
        ClusterSettings settings =
                new ClusterSettings("", NAMESPACE, "caravan", 1000, Duration.ofSeconds(1), Duration.ofMinutes(5));
        Cluster cluster = new Cluster(settings, client::getConfiguration);
        PodLogs logs = new PodLogs(cluster, redis, job -> FileJobLog.of(directory, job));
        List<Workloads<?>> kinds = List.of(Workloads.jobs(cluster, new ClusterLabels("caravan")));
        Look look = new Look(cluster, kinds, logs, List.of(WORK), queue, removed::add);
        events = new JobEvents(redis, new RedisLink());
        follower = new Follower(cluster, settings, kinds, look, "instance-1");
        var unused = events.listen(follower);
        follower.start();
    }

    @AfterEach
    void stop() {
        follower.close();
        events.close();
    }

    @Test
    void aJobIsWokenWhenItsJobHasEnded() {
        sleeps("job-1");
        created("job-1");
        ended("Complete");

        awaitState("job-1", JobState.QUEUED);
    }

    @Test
    void aJobIsWokenWhenItsJobHasGone() {
        sleeps("job-1");
        created("job-1");
        awaitSeen();

        client.batch().v1().jobs().inNamespace(NAMESPACE).withName("a").delete();

        awaitState("job-1", JobState.QUEUED);
    }

    @Test
    void whatWasCancelledIsDeletedAndItsScratchGoesAfterIt() {
        sleeps("job-1");
        created("job-1");
        awaitSeen();

        control.cancel("job-1", "not wanted");

        await().until(() -> jobs().isEmpty());
        await().until(() -> removed.contains("job-1"));
    }

    @Test
    void whatNobodyKnowsIsDeleted() {
        created("unknown");

        await().until(() -> jobs().isEmpty());
        assertThat(removed).isEmpty();
    }

    @Test
    void anotherCaravansJobsAreLeftAlone() {
        created("unknown", "other");
        created("also-unknown", "caravan");

        await().until(() -> jobs().size() == 1);
        assertThat(ClusterLabels.jobOf(jobs().get(0))).isEqualTo("unknown");
    }

    @Test
    void aPodThatCannotBeScheduledIsExplained() {
        sleeps("job-1");
        Job job = created("job-1");

        pod(job, "Pending", "Unschedulable", "0/3 nodes are available: 3 Insufficient memory");

        awaitProgress("job-1", "pending", "a: Unschedulable: 0/3 nodes are available: 3 Insufficient memory");
    }

    @Test
    void aJobThatAQueueHoldsBackIsExplained() {
        sleeps("job-1");
        Job job = created("job-1");
        client.batch()
                .v1()
                .jobs()
                .inNamespace(NAMESPACE)
                .resource(new JobBuilder(job)
                        .editMetadata()
                        .addToLabels("kueue.x-k8s.io/queue-name", "night")
                        .endMetadata()
                        .editSpec()
                        .withSuspend(true)
                        .endSpec()
                        .build())
                .update();

        awaitProgress("job-1", "pending", "a: suspended until the queue 'night' admits it");
    }

    @Test
    void whatAPodSaysIsToldAndKept() throws Exception {
        sleeps("job-1");
        Job job = created("job-1");
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/clouds/pods/a-x/log?container=convert&limitBytes=4194304&timestamps=true")
                .andReturn(200, "2026-01-01T00:00:00.5Z first\n2026-01-01T00:00:01Z build\n")
                .once();
        server.expect()
                .get()
                .withPath(
                        "/api/v1/namespaces/clouds/pods/a-x/log?container=convert&limitBytes=4194304&timestamps=true&sinceTime=2026-01-01T00:00:01Z")
                .andReturn(200, "2026-01-01T00:00:01Z build\n2026-01-01T00:00:02Z write\n")
                .always();

        pod(job, "Running", "", "");

        await().untilAsserted(() -> assertThat(FileJobLog.of(directory, "job-1").file())
                .content()
                .containsSubsequence("first", "build", "write")
                .containsOnlyOnce("build"));
        await().untilAsserted(() -> assertThat(queue.get("job-1").orElseThrow().progress())
                .isNotNull()
                .extracting(Progress::phase)
                .isEqualTo("write"));
    }

    private void sleeps(String id) {
        queue.enqueue(NewJob.unclaimed("convert", id, "{}", List.of()).named(id));
        Lease lease = queue.claim("convert", "w", Duration.ofMinutes(1)).orElseThrow();
        queue.sleep(lease, LONG, Notes.NONE);
    }

    private Job created(String job) {
        return created(job, "caravan");
    }

    private Job created(String job, String instance) {
        return client.batch()
                .v1()
                .jobs()
                .inNamespace(NAMESPACE)
                .resource(new JobBuilder()
                        .withNewMetadata()
                        .withName(instance.equals("caravan") ? "a" : "b")
                        .addToLabels(new ClusterLabels(instance)
                                .of(new Order("convert", "a", job, "today", 1, "/a.las", "", Map.of())))
                        .endMetadata()
                        .withNewSpec()
                        .endSpec()
                        .build())
                .create();
    }

    private void ended(String condition) {
        Job job = new JobBuilder(jobs().get(0))
                .withNewStatus()
                .addNewCondition()
                .withType(condition)
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
        client.batch().v1().jobs().inNamespace(NAMESPACE).resource(job).patchStatus();
    }

    private void pod(Job owner, String phase, String reason, String message) {
        var status = new PodBuilder()
                .withNewMetadata()
                .withName("a-x")
                .withCreationTimestamp("2026-01-01T00:00:00Z")
                .addToLabels(owner.getMetadata().getLabels())
                .addNewOwnerReference()
                .withKind("Job")
                .withName("a")
                .withUid(owner.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .withNewStatus()
                .withPhase(phase);
        if (!reason.isEmpty()) {
            status.addNewCondition()
                    .withType("PodScheduled")
                    .withStatus("False")
                    .withReason(reason)
                    .withMessage(message)
                    .endCondition();
        }
        client.pods()
                .inNamespace(NAMESPACE)
                .resource(status.endStatus().build())
                .create();
    }

    private List<Job> jobs() {
        return client.batch().v1().jobs().inNamespace(NAMESPACE).list().getItems();
    }

    /** The follower knows of the Job when it has said what it waits for. */
    private void awaitSeen() {
        await().until(() -> queue.get("job-1").orElseThrow().progress() != null);
    }

    private void awaitState(String id, JobState state) {
        await().untilAsserted(
                        () -> assertThat(queue.get(id).orElseThrow().state()).isEqualTo(state));
    }

    private void awaitProgress(String id, String phase, String current) {
        await().untilAsserted(() -> {
            Progress progress = queue.get(id).orElseThrow().progress();
            assertThat(progress).isNotNull();
            assertThat(progress.phase()).isEqualTo(phase);
            assertThat(progress.current()).isEqualTo(current);
        });
    }
}
