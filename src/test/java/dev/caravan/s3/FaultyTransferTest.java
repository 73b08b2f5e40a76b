package dev.caravan.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.s3.limit.BandwidthSettings;
import dev.caravan.support.FaultyProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.services.s3.S3Client;

/** What goes wrong on the way, and is overstood within one attempt, or is not. */
@Timeout(120)
class FaultyTransferTest {
    private static final int PART = 5 << 20;

    @TempDir
    Path temp;

    private final String key = UUID.randomUUID() + "/octree.bin";
    private final AtomicInteger faults = new AtomicInteger();
    private FaultyProxy proxy;
    private TargetSettings target;
    private S3Connections connections;
    private LocalObject object;

    @BeforeEach
    void anObjectOfFourPartsAndATargetBehindAProxy() throws IOException {
        proxy = new FaultyProxy(RealS3.SERVER.endpoint());
        target = RealS3.targetAt("far", proxy.address());
        connections = new S3Connections(settings(), null);
        byte[] bytes = new byte[3 * PART + 1];
        new Random(9).nextBytes(bytes);
        Path file = Files.write(temp.resolve("octree.bin"), bytes);
        object = new LocalObject(file, key, bytes.length, "application/octet-stream", PART, false);
    }

    @AfterEach
    void stop() throws IOException {
        connections.close();
        proxy.close();
        SdkGlobalTime.setGlobalTimeOffset(0);
    }

    @Test
    void connectionsThatAreCutWithinTheContentAreMadeAgain() throws IOException {
        firstPartRequests(3, Optional.of(FaultyProxy.CUT));

        send();

        assertThat(content()).isEqualTo(Files.readAllBytes(object.file()));
        assertThat(faults).hasValueGreaterThanOrEqualTo(3);
    }

    @Test
    void aRequestThatDoesNotGoOnIsEndedAndMadeAgain() throws IOException {
        // A small one: the larger a request is, the longer it may take.
        Path file = Files.writeString(temp.resolve("hierarchy.bin"), "hierarchy");
        object = new LocalObject(file, key, 9, "application/octet-stream", PART, false);
        proxy.answer(request -> request.startsWith("PUT") && faults.getAndIncrement() < 2
                ? Optional.of(FaultyProxy.SILENCE)
                : Optional.empty());

        send();

        assertThat(content()).isEqualTo(Files.readAllBytes(file));
    }

    @ParameterizedTest
    @CsvSource({
        "500, InternalError",
        "503, SlowDown",
        "503, ServiceUnavailable",
        "400, RequestTimeout",
        "400, ExpiredToken",
        "403, RequestTimeTooSkewed",
        "400, BadDigest",
        "507, InsufficientStorage",
        "507, XMinioStorageFull",
        "500, XMinioStorageFull",
        "400, XMinioAdminBucketQuotaExceeded",
        "403, QuotaExceeded",
    })
    void whatMayPassIsTriedAgain(int status, String code) throws IOException {
        firstPartRequests(2, FaultyProxy.error(status, code, Instant.now()));

        send();

        assertThat(content()).isEqualTo(Files.readAllBytes(object.file()));
    }

    @Test
    void whatIsForbiddenInTheMiddleIsNotTriedAgain() {
        proxy.answer(request -> request.contains("partNumber=2")
                ? FaultyProxy.error(403, "AccessDenied", Instant.now())
                : Optional.empty());

        assertThatThrownBy(this::send)
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("AccessDenied (403)")
                .hasMessageContaining("part 2 of " + key);
        assertThat(proxy.requests().stream().filter(request -> request.contains("partNumber=2")))
                .hasSize(1);
    }

    @Test
    void anObjectInPartsThatIsNotWhatWasSentIsNamedWithBothChecksums() {
        proxy.answer(request -> request.startsWith("HEAD")
                        && proxy.requests().stream().anyMatch(earlier -> earlier.matches("POST .*uploadId=.*"))
                ? Optional.of("HTTP/1.1 200 OK\r\nContent-Length: " + object.size()
                        + "\r\nETag: \"00000000000000000000000000000000-4\"\r\nx-amz-checksum-crc64nvme: AAAAAAAAAAA=\r\n"
                        + "x-amz-checksum-type: FULL_OBJECT\r\nConnection: close\r\n\r\n")
                : Optional.empty());

        assertThatThrownBy(this::send)
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("target 'far': " + key + " is not what was sent: expected CRC64NVME ")
                .hasMessageContaining("found CRC64NVME AAAAAAAAAAA=");
    }

    @Test
    void aServerWithoutRoomIsNamedWithWhatHelps() {
        proxy.answer(request ->
                request.startsWith("PUT") ? FaultyProxy.error(403, "QuotaExceeded", Instant.now()) : Optional.empty());

        assertThatThrownBy(this::send)
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("target 'far'")
                .hasMessageContaining(" of " + key)
                .hasMessageContaining("QuotaExceeded (403); make room at the server, or raise the quota");
    }

    @Test
    void aServerThatKnowsNoBetterWordIsSaidToHaveALog() {
        proxy.answer(request ->
                request.startsWith("PUT") ? FaultyProxy.error(500, "InternalError", Instant.now()) : Optional.empty());

        assertThatThrownBy(this::send)
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("InternalError (500); its own log says why: a full disk, for instance");
    }

    @Test
    void aServerThatIsAskedTooMuchIsAskedLess() throws IOException {
        firstPartRequests(1, FaultyProxy.error(503, "SlowDown", Instant.now()));

        send();

        assertThat(connections.parallelism(target).now()).isEqualTo(4);
    }

    @Test
    void clocksThatDifferAreSaidWithTheFigure() {
        proxy.answer(request ->
                FaultyProxy.error(403, "RequestTimeTooSkewed", Instant.now().plusSeconds(3600)));

        try (S3Connection connection = connections.open(target)) {
            S3Objects objects = new S3Objects(connection);
            assertThatThrownBy(() -> objects.read(key, 10))
                    .isInstanceOf(PublishException.class)
                    .hasMessageMatching("(?s).*our clock is 3[56]\\d\\d seconds behind the server's.*");
        }
    }

    @Test
    void aFileThatShrinksMeanwhileIsNamed() throws IOException {
        LocalObject longer =
                new LocalObject(object.file(), key, object.size() + 5, "application/octet-stream", PART, false);

        assertThatThrownBy(() -> {
                    try (S3Connection connection = connections.open(target)) {
                        new Transfer(connections, connection, new TransferListener() {}).send(List.of(longer));
                    }
                })
                .isInstanceOf(ChangedFileException.class)
                .hasMessageContaining("octree.bin has changed while it was read");
    }

    private PublishSettings settings() {
        return new PublishSettings(
                List.of(target),
                1,
                DataSize.ofMegabytes(5),
                DataSize.ofMegabytes(5),
                DataSize.ofMegabytes(64),
                8,
                new RetrySettings(
                        5, Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(2)),
                new BandwidthSettings(DataSize.ofMegabytes(0), List.of(), ""),
                SweepSettings.usual(),
                Map.of(),
                Map.of(),
                VersionSettings.usual());
    }

    private void firstPartRequests(int count, Optional<String> answer) {
        proxy.answer(request ->
                request.startsWith("PUT") && request.contains("partNumber=") && faults.getAndIncrement() < count
                        ? answer
                        : Optional.empty());
    }

    private void send() throws IOException {
        try (S3Connection connection = connections.open(target)) {
            new Transfer(connections, connection, new TransferListener() {}).send(List.of(object));
        }
    }

    private byte[] content() {
        try (S3Client owner = RealS3.owner()) {
            return owner.getObjectAsBytes(
                            request -> request.bucket(RealS3.BUCKET).key(key))
                    .asByteArray();
        }
    }
}
