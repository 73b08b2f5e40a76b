package dev.caravan.stage.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.publication.Publication;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetCheck;
import dev.caravan.s3.TargetHealth;
import dev.caravan.s3.TargetSettings;
import dev.caravan.support.ARun;
import dev.caravan.support.FaultyProxy;
import dev.caravan.version.Versioning;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

@Timeout(120)
class FaultyTargetTest {
    @TempDir
    Path temp;

    private final ARun run = new ARun();
    private final String key = UUID.randomUUID().toString();
    private FaultyProxy proxy;
    private PublishSettings settings;
    private S3Connections connections;

    @BeforeEach
    void aTargetBehindAProxy() throws IOException {
        proxy = new FaultyProxy(RealS3.SERVER.endpoint());
        settings = RealS3.settings(RealS3.targetAt("far", proxy.address()));
        connections = RealS3.connections(settings);
    }

    @AfterEach
    void stop() throws IOException {
        connections.close();
        proxy.close();
    }

    @Test
    void metadataIsSentLastAndEachObjectIsAskedForAfterwards() throws IOException {
        publish(AnOctree.in(temp, key));

        assertThat(changes().subList(0, 2)).containsExactlyInAnyOrder("PUT hierarchy.bin", "PUT octree.bin");
        assertThat(changes().subList(2, changes().size())).containsExactly("PUT metadata.json");
        assertThat(requests().subList(requests().size() - 2, requests().size()))
                .containsExactly("PUT metadata.json", "HEAD metadata.json");
    }

    @Test
    void whatIsThereAlreadyIsNotSentAgain() throws IOException {
        AnOctree octree = AnOctree.in(temp, key).with("octree.bin", AnOctree.bytes(6 << 20, 3));
        Publication first = publish(octree);
        proxy.forgetRequests();

        Publication second = publish(octree);

        assertThat(changes()).isEmpty();
        assertThat(second.address()).isEqualTo(first.address());
    }

    @Test
    void aChangedContentTypeOrCacheControlIsSent() throws IOException {
        AnOctree octree = AnOctree.in(temp, key);
        publish(octree);
        try (S3Client owner = RealS3.owner()) {
            owner.putObject(
                    request -> request.bucket(RealS3.BUCKET)
                            .key(key + "/metadata.json")
                            .contentType("text/plain"),
                    RequestBody.fromString("{\"version\": \"2.0\"}"));
        }
        proxy.forgetRequests();

        publish(octree);

        assertThat(changes()).containsExactly("PUT metadata.json");
    }

    @Test
    void anObjectThatWasLeftPrivateIsMadeReadableAgain() throws IOException {
        AnOctree octree = AnOctree.in(temp, key);
        publish(octree);
        try (S3Client owner = RealS3.owner()) {
            owner.putObjectAcl(request ->
                    request.bucket(RealS3.BUCKET).key(key + "/octree.bin").acl(ObjectCannedACL.PRIVATE));
        }

        publish(octree);

        assertThat(statusOf("octree.bin")).isEqualTo(200);
    }

    @Test
    void whileAReplacementIsUnderWayThereIsNoMetadataRatherThanAMixture() throws IOException {
        publish(AnOctree.in(temp, key));
        proxy.answer(request -> request.startsWith("PUT") && request.contains("octree.bin")
                ? FaultyProxy.status(500)
                : Optional.empty());
        AnOctree next = AnOctree.in(temp, key).with("hierarchy.bin", "other").with("octree.bin", "new");

        assertThatThrownBy(() -> publish(next)).isInstanceOf(PublishException.class);

        assertThat(statusOf("metadata.json")).isEqualTo(404);
        assertThat(contentOf("hierarchy.bin")).isEqualTo("other");
        assertThat(contentOf("octree.bin")).isEqualTo("0123456789");
    }

    @Test
    void anUploadThatWasCutOffGoesOnWithWhatIsMissing() throws IOException {
        AnOctree octree = AnOctree.in(temp, key);
        proxy.answer(request -> request.startsWith("PUT") && request.contains("octree.bin")
                ? FaultyProxy.status(503)
                : Optional.empty());
        assertThatThrownBy(() -> publish(octree)).isInstanceOf(PublishException.class);
        proxy.heal();
        proxy.forgetRequests();

        publish(octree);

        assertThat(changes()).containsExactly("PUT octree.bin", "PUT metadata.json");
        assertThat(statusOf("metadata.json")).isEqualTo(200);
    }

    @Test
    void aShortOutageIsOverstoodWithinTheSameAttempt() throws IOException {
        AtomicInteger failures = new AtomicInteger(1);
        proxy.answer(request -> request.startsWith("PUT") && failures.getAndDecrement() > 0
                ? FaultyProxy.status(500)
                : Optional.empty());

        publish(AnOctree.in(temp, key));

        assertThat(contentOf("hierarchy.bin")).isEqualTo("hierarchy");
    }

    @Test
    void aRefusalNamesTheTargetTheObjectAndWhoCanMendIt() {
        proxy.answer(request -> request.startsWith("PUT") ? FaultyProxy.status(403) : Optional.empty());

        assertThatThrownBy(() -> publish(AnOctree.in(temp, key)))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("target 'far'")
                .hasMessageContaining("PUT of " + key + "/")
                .hasMessageContaining("403")
                .hasMessageContaining("credentials")
                .hasMessageNotContaining(RealS3.SERVER.secretKey().reveal());
    }

    @Test
    void aMissingBucketIsNamed() {
        TargetSettings far = settings.targets().get(0);
        settings = RealS3.settings(ATarget.named("far")
                .bucket("no-such-bucket")
                .at(URI.create(far.endpoint()))
                .keys(far.accessKey(), far.secretKey())
                .acl("")
                .build());
        connections = RealS3.connections(settings);

        assertThatThrownBy(() -> publish(AnOctree.in(temp, key)))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("NoSuchBucket")
                .hasMessageContaining("create the bucket 'no-such-bucket'");
    }

    @Test
    void aProfileWithoutCredentialsIsNamed() {
        settings = RealS3.settings(ATarget.named("far")
                .at(proxy.address())
                .acl("")
                .profile("no-such")
                .build());
        connections = RealS3.connections(settings);

        assertThatThrownBy(() -> publish(AnOctree.in(temp, key)))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("target 'far'")
                .hasMessageContaining("no-such");
    }

    @Test
    void aServerThatIsAwayIsSaidSo() throws IOException {
        proxy.close();

        assertThatThrownBy(() -> publish(AnOctree.in(temp, key)))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("target 'far'")
                .hasMessageContaining("Connection refused");
    }

    @Test
    void anObjectThatIsNotWhatWasSentIsNamedWithBothValues() {
        proxy.answer(request -> request.startsWith("HEAD") && request.contains("octree.bin")
                ? head(10, "00000000000000000000000000000000")
                : Optional.empty());

        assertThatThrownBy(() -> publish(AnOctree.in(temp, key)))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining(key + "/octree.bin")
                .hasMessageContaining("expected ETag 781e5e245d69b566979b86e28d23f2c7")
                .hasMessageContaining("found ETag 00000000000000000000000000000000");
    }

    @Test
    void anObjectThatIsTooShortIsNamedWithBothSizes() {
        proxy.answer(request -> request.startsWith("HEAD") && request.contains("octree.bin")
                ? head(9, "781e5e245d69b566979b86e28d23f2c7")
                : Optional.empty());

        assertThatThrownBy(() -> publish(AnOctree.in(temp, key)))
                .hasMessageContaining("expected size 10, found size 9");
    }

    @Test
    void aServerWithoutChecksumsIsBelievedForTheSizeAndTheLogSaysSo() throws IOException {
        proxy.answer(request -> request.startsWith("HEAD") && request.contains("octree.bin")
                ? head(10, "not-an-md5")
                : Optional.empty());

        publish(AnOctree.in(temp, key));

        assertThat(run.lines())
                .anyMatch(line -> line.contains("octree.bin") && line.contains("only the size is proven"));
    }

    @Test
    void partsOfAFailedUploadAreNotLeftBehind() {
        proxy.answer(request -> request.contains("partNumber=2") ? FaultyProxy.status(500) : Optional.empty());

        assertThatThrownBy(() -> publish(AnOctree.in(temp, key).with("octree.bin", AnOctree.bytes(12 << 20, 4))))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("part 2 of " + key + "/octree.bin");

        assertThat(openUploads()).isEmpty();
    }

    @Test
    void aCancelledUploadEndsAtOnceEvenWhenTheServerIsSilent() throws Exception {
        proxy.answer(request -> request.contains("partNumber=2") ? Optional.of(FaultyProxy.SILENCE) : Optional.empty());
        AnOctree octree = AnOctree.in(temp, key).with("octree.bin", AnOctree.bytes(12 << 20, 5));
        CompletableFuture<Publication> upload = CompletableFuture.supplyAsync(() -> {
            try {
                return publish(octree);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        proxy.awaitSilence();

        run.cancel();

        assertThatThrownBy(() -> upload.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(Exception.class)
                .extracting(failure -> failure.getCause().getCause())
                .isInstanceOf(InterruptedIOException.class)
                .extracting(Object::toString)
                .asString()
                .contains("the upload of " + key + " to far was cancelled");
        assertThat(openUploads()).isEmpty();
        assertThat(statusOf("metadata.json")).isEqualTo(404);
    }

    @Test
    void healthSaysWhichTargetIsReachableRefusesOrIsAway() throws IOException {
        proxy.answer(request -> FaultyProxy.status(403));
        try (FaultyProxy good = new FaultyProxy(RealS3.SERVER.endpoint());
                FaultyProxy gone = new FaultyProxy(RealS3.SERVER.endpoint())) {
            PublishSettings three = RealS3.settings(
                    RealS3.targetAt("good", good.address()),
                    RealS3.targetAt("strict", proxy.address()),
                    RealS3.targetAt("gone", gone.address()));
            gone.close();

            try (S3Connections toThree = RealS3.connections(three)) {
                List<TargetHealth> health = new TargetCheck(three, toThree).targets();

                assertThat(health)
                        .extracting(TargetHealth::state)
                        .containsExactly(
                                TargetHealth.State.REACHABLE, TargetHealth.State.REFUSED, TargetHealth.State.AWAY);
                assertThat(health.get(2).detail()).contains("target 'gone'").contains("Connection refused");
            }
        }
    }

    private Publication publish(AnOctree octree) throws IOException {
        return new Bucket(settings, connections, new Versioning(settings, connections).layout())
                .upload(new Upload(octree.dataset(), "far"), run);
    }

    /** Method and file of each request so far. */
    private List<String> requests() {
        return proxy.requests().stream()
                .map(request -> request.replaceAll("/clouds/" + key + "/", ""))
                .toList();
    }

    private List<String> changes() {
        return requests().stream()
                .filter(request -> !request.startsWith("HEAD") && !request.endsWith("?acl"))
                .toList();
    }

    private static Optional<String> head(long size, String eTag) {
        return Optional.of("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\nETag: \"" + eTag
                + "\"\r\nContent-Type: application/octet-stream\r\nConnection: close\r\n\r\n");
    }

    private int statusOf(String file) {
        return RealS3.get(address(file)).statusCode();
    }

    private String contentOf(String file) {
        return new String(RealS3.get(address(file)).body());
    }

    private URI address(String file) {
        return RealS3.SERVER.endpoint().resolve("/clouds/" + key + "/" + file);
    }

    private List<String> openUploads() {
        try (S3Client owner = RealS3.owner()) {
            return owner.listMultipartUploads(request -> request.bucket(RealS3.BUCKET)).uploads().stream()
                    .map(upload -> upload.key())
                    .filter(name -> name.startsWith(key))
                    .toList();
        }
    }
}
