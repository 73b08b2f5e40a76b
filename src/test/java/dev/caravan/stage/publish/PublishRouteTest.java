package dev.caravan.stage.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.caravan.component.JobsComponent;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.DatasetFormat;
import dev.caravan.file.FileStore;
import dev.caravan.history.History;
import dev.caravan.history.HistoryQuery;
import dev.caravan.history.Location;
import dev.caravan.history.OperationStatus;
import dev.caravan.history.Operations;
import dev.caravan.history.UploadRecord;
import dev.caravan.job.BackOff;
import dev.caravan.job.Branch;
import dev.caravan.job.FailureKind;
import dev.caravan.job.Job;
import dev.caravan.job.JobControl;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobSettings;
import dev.caravan.job.JobState;
import dev.caravan.job.JobType;
import dev.caravan.job.PayloadFormats;
import dev.caravan.job.RedisLink;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connections;
import dev.caravan.stage.errors.Failures;
import dev.caravan.stage.record.Ledger;
import dev.caravan.support.FaultyProxy;
import dev.caravan.support.RealRedis;
import dev.caravan.version.Versioning;
import dev.caravan.viewer.Doctor;
import dev.caravan.viewer.LinkSettings;
import dev.caravan.viewer.ViewerSettings;
import dev.caravan.viewer.Viewers;
import dev.caravan.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The route files as they are, with the real queue, two required targets and an optional one, of which two are behind a proxy. */
@ExtendWith(RealRedis.class)
class PublishRouteTest {
    private static final JobSettings JOBS = JobSettings.of(
            Duration.ofSeconds(10),
            2,
            new BackOff(Duration.ofMillis(20), 1, Duration.ofSeconds(1), 0),
            Duration.ofMillis(20));

    @TempDir
    private Path temp;

    private final StringRedisTemplate redis = RealRedis.template();
    private final JobQueue queue = new JobQueue(redis, new RedisLink(), JOBS.resultTtl(), JOBS.failedTtl());
    private final JobControl control = new JobControl(redis, new RedisLink());
    private final PublicationStore store = new PublicationStore(redis);
    private final CamelContext camel = new DefaultCamelContext();
    private final String key = "area/" + UUID.randomUUID();
    private FaultyProxy far;
    private FaultyProxy spare;
    private S3Connections connections;

    @BeforeEach
    void theRoutesWithThreeTargets() throws Exception {
        far = new FaultyProxy(RealS3.SERVER.endpoint());
        spare = new FaultyProxy(RealS3.SERVER.endpoint());
        PublishSettings settings = RealS3.settings(
                ATarget.named("near").prefix("near").exclude("nowhere/**").build(),
                behind(far, "far").prefix("far").exclude("nowhere/**").build(),
                behind(spare, "spare")
                        .prefix("spare")
                        .include("area/**")
                        .optional()
                        .build());
        connections = RealS3.connections(settings);
        UploadHistory history = new UploadHistory(settings, connections, new History(redis, new RedisLink()));
        Map.of(
                        "queue", queue,
                        "formats", new PayloadFormats(List.of(new DatasetFormat(), new UploadFormat(settings))),
                        "workspace", new Workspace(temp),
                        "settings", JOBS,
                        "failures", new Failures(job -> {}),
                        "targets", new Targets(settings),
                        "uploads",
                                new Uploads(
                                        new Bucket(
                                                settings, connections, new Versioning(settings, connections).layout()),
                                        history),
                        "publications", new Publications(store),
                        "ledger", new Ledger(redis, store, settings))
                .forEach(camel.getRegistry()::bind);
        camel.getRegistry().bind("viewers", viewers(settings));
        camel.getRegistry().bind("manifests", new Manifests(settings, new FileStore(redis)));
        camel.addComponent("jobs", new JobsComponent());
        Properties keys = new Properties();
        keys.setProperty("caravan.publish.workers", "2");
        keys.setProperty("caravan.publish.runner", "builtin");
        camel.getPropertiesComponent().setInitialProperties(keys);
        for (String file : List.of("errors", "publish", "publish-s3", "publish-builtin", "record")) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.resolveMandatoryResource(camel, "file:routes/" + file + ".camel.yaml"));
        }
        camel.start();
    }

    private Viewers viewers(PublishSettings targets) {
        ViewerSettings settings = new ViewerSettings(
                List.of("*"),
                true,
                false,
                Duration.ofSeconds(20),
                "",
                500,
                new LinkSettings(Duration.ofHours(1), Duration.ofHours(24)));
        Doctor doctor = new Doctor(settings, targets, connections, Clock.systemUTC());
        return new Viewers(settings, doctor, store, new History(redis, new RedisLink()));
    }

    @AfterEach
    void stop() throws Exception {
        camel.close();
        connections.close();
        far.close();
        spare.close();
    }

    @Test
    void aDatasetGoesToEveryTargetByAJobEach() {
        String job = publish(AnOctree.in(temp, key).dataset());

        awaitState(job, JobState.COMPLETED);
        await().until(() -> store.find(key).size() == 3);
        assertThat(store.find(key)).extracting(Publication::target).containsExactly("far", "near", "spare");
        await().untilAsserted(() -> assertThat(store.find(key))
                .describedAs("looked at as a browser does")
                .allSatisfy(publication -> assertThat(publication.viewing())
                        .isNotNull()
                        .extracting("ok")
                        .isEqualTo(true)));
        assertThat(store.find(key)).allSatisfy(publication -> {
            assertThat(RealS3.get(publication.address()).statusCode()).isEqualTo(200);
            assertThat(publication.directory()).isEqualTo(publication.target() + "/" + key + "/");
            assertThat(publication.objects()).isEqualTo(4);
        });
        assertThat(branches(job))
                .extracting(Branch::name, Branch::required)
                .containsExactly(tuple("target near", true), tuple("target far", true), tuple("target spare", false));
        Job near = job(branches(job).get(0).job());
        assertThat(near.type()).isEqualTo(JobType.FILE_UPLOAD);
        assertThat(near.origin().parent()).isEqualTo(job);
        assertThat(near.title()).isEqualTo(job(job).title() + " to near");
        assertThat(near.bytes())
                .describedAs("the octree, and caravan.json")
                .isEqualTo(store.find(key, "near").orElseThrow().bytes());
        assertThat(near.result())
                .contains(
                        "\"bytesSent\":" + near.bytes(),
                        "\"objectsSent\":4",
                        "\"objectsUnchanged\":0",
                        "\"url\":\"http");
        assertThat(record("published_to")).isEqualTo("near far");
    }

    @Test
    void aRequiredTargetThatFailsFailsTheDatasetAndTheOthersAreNotSentAgain() {
        far.answer(PublishRouteTest::refusesToWrite);
        String job = publish(AnOctree.in(temp, key).dataset());
        awaitState(job, JobState.FAILED);
        assertThat(job(job).failure()).extracting("kind").isEqualTo(FailureKind.CHILD_FAILED);
        assertThat(job(job).reason()).startsWith("target far: target 'far'");
        assertThat(job(job).stage()).isEqualTo("publish");
        assertThat(record("status")).isEqualTo("FAILED");
        assertThat(record("reason")).asString().startsWith("target far: ");
        await().until(() -> store.find(key).size() == 2);
        Publication before = store.find(key, "near").orElseThrow();
        far.heal();

        control.retry(job, "publish");

        awaitState(job, JobState.COMPLETED);
        assertThat(store.find(key, "near")).contains(before);
        assertThat(record("url")).isEqualTo(before.address().toString());
        assertThat(record("reason")).isNull();
    }

    @Test
    void anOptionalTargetThatFailsKeepsNobodyWaiting() {
        spare.answer(PublishRouteTest::refusesToWrite);

        String job = publish(AnOctree.in(temp, key).dataset());

        awaitState(job, JobState.COMPLETED);
        await().until(() -> branches(job).get(2).state() == JobState.FAILED);
        assertThat(branches(job).get(2).reason()).startsWith("target 'spare'");
        assertThat(job(job).state()).isEqualTo(JobState.COMPLETED);
        assertThat(store.find(key)).extracting(Publication::target).containsExactly("far", "near");
    }

    @Test
    void aDatasetThatIsExcludedEverywhereIsDoneAtOnce() throws Exception {
        String job = publish(AnOctree.in(temp, "nowhere/" + key).dataset());

        awaitState(job, JobState.COMPLETED);
        assertThat(branches(job)).isEmpty();
        assertThat(Files.readString(temp.resolve("logs/jobs/" + job + ".log")))
                .contains("published to no target: nowhere/" + key + " is excluded everywhere");
        assertThat(store.find("nowhere/" + key)).isEmpty();
    }

    @Test
    void eachUploadIsInTheHistoryWithWhatTheTargetSaysOfIt() {
        far.answer(PublishRouteTest::refusesToWrite);
        Dataset dataset = AnOctree.in(temp, key).dataset();
        String job = publish(dataset);
        awaitState(job, JobState.FAILED);

        UploadRecord near = uploads("near").get(0);
        assertThat(near.record().status()).isEqualTo(OperationStatus.SUCCESS);
        assertThat(near.record().targetPath())
                .isEqualTo(dataset.sources().get(0).path().toString());
        assertThat(near.record().resultPath()).isEqualTo("s3://" + RealS3.BUCKET + "/near/" + key + "/metadata.json");
        assertThat(near.isIn(Location.S3)).isTrue();
        assertThat(near.record().metadata())
                .containsEntry("target", "near")
                .containsEntry("job", branches(job).get(0).job());
        assertThat(near.details().s3StorageClass()).isEqualTo("STANDARD");
        assertThat(near.details().checksumS3Etag()).matches("[0-9a-f]{32}");
        assertThat(near.details().originalSize()).isEqualTo(dataset.bytes());
        assertThat(near.details().sourceFileRecord().status()).isEqualTo("completed");
        assertThat(near.details().s3FileRecord().mimeType()).isEqualTo("application/json");
        assertThat(near.details().s3FileRecord().size()).isEqualTo(18);
        assertThat(uploads("far")).hasSize(2).allSatisfy(failed -> {
            assertThat(failed.record().status()).isEqualTo(OperationStatus.FAILED);
            assertThat(failed.record().errorMessage()).contains("target 'far'");
            assertThat(failed.record().resultPath()).isNull();
            assertThat(failed.details().s3FileRecord()).isNull();
            assertThat(failed.details().sourceFileRecord().status()).isEqualTo("failed");
        });
    }

    /** Has the dataset published by a job of its own, which its record belongs to. */
    private String publish(Dataset dataset) {
        camel.createFluentProducerTemplate()
                .to("jobs:publish")
                .withBody(dataset)
                .send();
        return String.valueOf(redis.opsForHash().get(dataset.recordKeys().get(0), "job"));
    }

    private void awaitState(String job, JobState state) {
        await().until(() -> job(job).state() == state);
    }

    private Job job(String id) {
        return queue.get(id).orElseThrow();
    }

    private List<Branch> branches(String job) {
        return job(job).branches();
    }

    private Object record(String field) {
        String file = AnOctree.in(temp, key).dataset().recordKeys().get(0);
        return redis.opsForHash().get(file, field);
    }

    private List<UploadRecord> uploads(String target) {
        return new Operations(redis, new RedisLink())
                .stream(HistoryQuery.ALL.ofTypes("upload").startingWithTheOldest())
                        .map(UploadRecord.class::cast)
                        .filter(upload ->
                                target.equals(upload.record().metadata().get("target")))
                        .toList();
    }

    private static ATarget behind(FaultyProxy proxy, String name) {
        return ATarget.named(name).at(proxy.address()).keys(RealS3.SERVER.accessKey(), RealS3.SERVER.secretKey());
    }

    private static Optional<String> refusesToWrite(String request) {
        return request.startsWith("PUT") ? FaultyProxy.status(403) : Optional.empty();
    }
}
