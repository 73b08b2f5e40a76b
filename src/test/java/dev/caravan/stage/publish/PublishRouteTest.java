package dev.caravan.stage.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Publication;
import dev.caravan.file.FileStore;
import dev.caravan.history.History;
import dev.caravan.history.HistoryQuery;
import dev.caravan.history.Location;
import dev.caravan.history.OperationStatus;
import dev.caravan.history.Operations;
import dev.caravan.history.UploadRecord;
import dev.caravan.job.JobRun;
import dev.caravan.job.Progress;
import dev.caravan.job.RedisLink;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connections;
import dev.caravan.support.ARun;
import dev.caravan.support.FaultyProxy;
import dev.caravan.support.RealRedis;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The two route files as they are, with real S3 targets; the queue before and after them is a direct call. */
@ExtendWith(RealRedis.class)
class PublishRouteTest {
    @TempDir
    Path temp;

    private ARun run = new ARun();
    private final CamelContext camel = new DefaultCamelContext();
    private FaultyProxy proxy;
    private S3Connections connections;
    private MockEndpoint recorded;

    @BeforeEach
    void theRoutesWithTwoTargets() throws Exception {
        proxy = new FaultyProxy(RealS3.SERVER.endpoint());
        PublishSettings settings =
                RealS3.settings(RealS3.target("near", RealS3.BUCKET, "near"), RealS3.targetAt("far", proxy.address()));
        connections = RealS3.connections(settings);
        camel.addComponent("jobs", new QueueThatIsADirectCall());
        camel.getRegistry().bind("manifests", new Manifests(settings, new FileStore(RealRedis.template())));
        camel.getRegistry().bind("targets", new Targets(settings));
        UploadHistory history =
                new UploadHistory(settings, connections, new History(RealRedis.template(), new RedisLink()));
        camel.getRegistry().bind("uploads", new Uploads(new Bucket(settings, connections), history));
        camel.getRegistry().bind("publications", new Publications());
        Properties keys = new Properties();
        keys.setProperty("caravan.publish.workers", "1");
        camel.getPropertiesComponent().setInitialProperties(keys);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("jobs:record").to("mock:recorded");
            }
        });
        for (String file : new String[] {"publish", "publish-s3"}) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.resolveMandatoryResource(camel, "file:routes/" + file + ".camel.yaml"));
        }
        camel.start();
        recorded = camel.getEndpoint("mock:recorded", MockEndpoint.class);
    }

    @AfterEach
    void stop() throws Exception {
        camel.close();
        connections.close();
        proxy.close();
    }

    @Test
    void aDatasetGoesToEveryTargetAndOnWithAllItsPublications() {
        Dataset dataset = AnOctree.in(temp, UUID.randomUUID().toString()).dataset();

        publish(dataset);

        Dataset published = recorded.getExchanges().get(0).getMessage().getBody(Dataset.class);
        assertThat(published.key()).isEqualTo(dataset.key());
        assertThat(published.publications()).extracting(Publication::target).containsExactly("near", "far");
        assertThat(published.publications()).allSatisfy(publication -> assertThat(
                        RealS3.get(publication.metadata()).statusCode())
                .isEqualTo(200));
    }

    @Test
    void progressCountsTheBytesOfAllTargets() {
        AnOctree octree = AnOctree.in(temp, UUID.randomUUID().toString()).with("octree.bin", "x".repeat(3_000_000));

        publish(octree.dataset());

        assertThat(run.progress()).extracting(Progress::phase).containsSubsequence("hash", "upload");
        List<Progress> told = run.progress().stream()
                .filter(progress -> progress.phase().equals("upload"))
                .toList();
        assertThat(told).extracting(Progress::done).isSorted();
        assertThat(told).extracting(Progress::total).containsOnly(told.get(0).total());
        assertThat(told.get(0).total()).isGreaterThan(6_000_000);
        assertThat(told).last().extracting(Progress::percent).isEqualTo(100.0);
        assertThat(told).extracting(Progress::current).anyMatch(key -> key.startsWith("near/"));
        assertThat(told).extracting(Progress::current).anyMatch(key -> !key.startsWith("near/"));
        assertThat(run.notes().get("targets"))
                .asString()
                .contains("far={bytesSent=", "near={bytesSent=", "objectsSent=4, objectsUnchanged=0, url=http");
    }

    @Test
    void whatATargetHasAlreadyCountsAsDone() {
        Dataset dataset = AnOctree.in(temp, UUID.randomUUID().toString()).dataset();
        publish(dataset);
        run = new ARun();

        publish(dataset);

        assertThat(run.progress()).last().extracting(Progress::percent).isEqualTo(100.0);
        assertThat(run.notes().get("targets"))
                .asString()
                .contains("bytesSent=0, objectsSent=0, objectsUnchanged=4, url=http");
    }

    @Test
    void aTargetThatFailsKeepsTheDatasetFromBeingRecordedUntilAnotherTrySucceeds() {
        Dataset dataset = AnOctree.in(temp, UUID.randomUUID().toString()).dataset();
        proxy.answer(request -> request.startsWith("PUT") ? FaultyProxy.status(403) : Optional.empty());
        assertThatThrownBy(() -> publish(dataset)).hasStackTraceContaining("PublishException: target 'far'");
        assertThat(recorded.getExchanges()).isEmpty();
        proxy.heal();

        publish(dataset);

        assertThat(recorded.getExchanges()).hasSize(1);
        assertThat(run.lines())
                .filteredOn(line -> line.startsWith("unchanged: near/"))
                .hasSize(4);
    }

    @Test
    void eachUploadIsInTheHistoryWithWhatTheTargetSaysOfIt() {
        Dataset dataset = AnOctree.in(temp, UUID.randomUUID().toString()).dataset();
        proxy.answer(request -> request.startsWith("PUT") ? FaultyProxy.status(403) : Optional.empty());
        assertThatThrownBy(() -> publish(dataset)).hasStackTraceContaining("PublishException: target 'far'");

        List<UploadRecord> uploads = new Operations(RealRedis.template(), new RedisLink())
                .stream(HistoryQuery.ALL.ofTypes("upload").startingWithTheOldest())
                        .map(UploadRecord.class::cast)
                        .toList();

        assertThat(uploads)
                .extracting(upload -> upload.record().status())
                .containsExactly(OperationStatus.SUCCESS, OperationStatus.FAILED);
        UploadRecord near = uploads.get(0);
        assertThat(near.record().targetPath())
                .isEqualTo(dataset.sources().get(0).path().toString());
        assertThat(near.record().resultPath())
                .isEqualTo("s3://" + RealS3.BUCKET + "/near/" + dataset.key() + "/metadata.json");
        assertThat(near.isIn(Location.S3)).isTrue();
        assertThat(near.record().metadata()).containsEntry("target", "near").containsEntry("job", run.id());
        assertThat(near.details().s3StorageClass()).isEqualTo("STANDARD");
        assertThat(near.details().checksumS3Etag()).matches("[0-9a-f]{32}");
        assertThat(near.details().originalSize()).isEqualTo(dataset.bytes());
        assertThat(near.details().sourceFileRecord().status()).isEqualTo("completed");
        assertThat(near.details().s3FileRecord().mimeType()).isEqualTo("application/json");
        assertThat(near.details().s3FileRecord().size()).isEqualTo(18);
        UploadRecord far = uploads.get(1);
        assertThat(far.record().errorMessage()).contains("target 'far'");
        assertThat(far.record().resultPath()).isNull();
        assertThat(far.details().s3FileRecord()).isNull();
        assertThat(far.details().sourceFileRecord().status()).isEqualTo("failed");
    }

    private void publish(Dataset dataset) {
        Exchange exchange = camel.createFluentProducerTemplate()
                .to("jobs:publish")
                .withProcessor(start -> {
                    start.getMessage().setBody(dataset);
                    start.setProperty(JobRun.PROPERTY, run);
                })
                .send();
        if (exchange.getException() != null) {
            throw new CompletionException(exchange.getException());
        }
    }

    /** Stands for the queue: its options are the queue's own business. */
    private static final class QueueThatIsADirectCall extends DirectComponent {
        QueueThatIsADirectCall() {
            setAutowiredEnabled(false);
        }

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
                throws Exception {
            parameters.clear();
            return super.createEndpoint(uri, remaining, parameters);
        }
    }
}
