package dev.caravan.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.support.FaultyProxy;
import dev.caravan.support.RealRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** An upload in parts that is cut off, and what the next attempt sends. */
@ExtendWith(RealRedis.class)
@Timeout(120)
class ResumedUploadTest {
    private static final long PART = 5 << 20;

    @TempDir
    Path temp;

    private final String key = UUID.randomUUID() + "/octree.bin";
    private final UploadStates states = new RedisUploads(RealRedis.template());
    private FaultyProxy proxy;
    private TargetSettings target;
    private PublishSettings settings;

    @BeforeEach
    void aTargetBehindAProxy() throws IOException {
        proxy = new FaultyProxy(RealS3.SERVER.endpoint());
        target = RealS3.targetAt("far", proxy.address());
        settings = RealS3.settings(target);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
    }

    @Test
    void onlyTheMissingPartsAreSentAndTheWholeIsProven() throws IOException {
        LocalObject object = aFileOf(17 << 20, 1);
        proxy.answer(request -> request.contains("partNumber=3") ? FaultyProxy.status(500) : Optional.empty());
        assertThatThrownBy(() -> send(object)).isInstanceOf(PublishException.class);
        List<Integer> before = partsSent();
        proxy.heal();
        proxy.forgetRequests();

        send(object);

        assertThat(before).contains(3);
        assertThat(partsSent()).contains(3).doesNotContainAnyElementsOf(without(before, 3));
        assertThat(content()).isEqualTo(Files.readAllBytes(object.file()));
        assertThat(states.find("far", key)).isEmpty();
    }

    @Test
    void anUploadIsItsLastJobs() throws IOException {
        LocalObject object = aFileOf(12 << 20, 7);
        proxy.answer(request -> request.contains("partNumber=2") ? FaultyProxy.status(500) : Optional.empty());

        assertThatThrownBy(() -> send(object, "job-1")).isInstanceOf(PublishException.class);
        assertThat(states.find("far", key)).get().extracting(UploadState::job).isEqualTo("job-1");
        assertThatThrownBy(() -> send(object, "job-2")).isInstanceOf(PublishException.class);

        assertThat(states.find("far", key)).get().satisfies(state -> {
            assertThat(state.job()).isEqualTo("job-2");
            assertThat(state.parts()).isNotEmpty().doesNotContainKey(2);
        });
        assertThat(states.count("far")).isEqualTo(1);
        assertThat(states.count("fa")).isZero();
    }

    @Test
    void aFileThatHasChangedIsSentAnewAndNothingOfTheOldOneStays() throws IOException {
        LocalObject object = aFileOf(12 << 20, 2);
        proxy.answer(request -> request.contains("partNumber=2") ? FaultyProxy.status(500) : Optional.empty());
        assertThatThrownBy(() -> send(object)).isInstanceOf(PublishException.class);
        proxy.heal();
        proxy.forgetRequests();

        LocalObject changed = aFileOf(12 << 20, 3);
        Files.setLastModifiedTime(changed.file(), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        send(changed);

        assertThat(partsSent()).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(content()).isEqualTo(Files.readAllBytes(changed.file()));
        assertThat(openUploads()).isEmpty();
    }

    @Test
    void anUploadThatTheServerHasForgottenIsBegunAnew() throws IOException {
        LocalObject object = aFileOf(12 << 20, 4);
        proxy.answer(request -> request.contains("partNumber=2") ? FaultyProxy.status(500) : Optional.empty());
        assertThatThrownBy(() -> send(object)).isInstanceOf(PublishException.class);
        try (S3Client owner = RealS3.owner()) {
            owner.abortMultipartUpload(request -> request.bucket(RealS3.BUCKET)
                    .key(key)
                    .uploadId(states.find("far", key).orElseThrow().upload()));
        }
        proxy.heal();
        proxy.forgetRequests();

        send(object);

        assertThat(partsSent()).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(content()).isEqualTo(Files.readAllBytes(object.file()));
    }

    @Test
    void whatIsAbandonedLeavesNoPartsAndIsForgotten() throws IOException {
        LocalObject object = aFileOf(12 << 20, 5);
        proxy.answer(request -> request.contains("partNumber=2") ? FaultyProxy.status(500) : Optional.empty());
        try (S3Connections connections = connections();
                S3Connection connection = connections.open(target)) {
            Transfer transfer = new Transfer(connections, connection, new TransferListener() {});
            assertThatThrownBy(() -> transfer.send(List.of(object))).isInstanceOf(PublishException.class);
            assertThat(openUploads()).hasSize(1);

            transfer.abandon();
        }

        assertThat(openUploads()).isEmpty();
        assertThat(states.find("far", key)).isEmpty();
    }

    @Test
    void aPartThatArrivedDamagedIsSentAgain() throws IOException {
        LocalObject object = aFileOf(12 << 20, 6);
        boolean[] told = {false};
        proxy.answer(request -> {
            boolean lie = request.contains("partNumber=2") && !told[0];
            told[0] |= lie;
            return lie
                    ? Optional.of("HTTP/1.1 200 OK\r\nETag: \"00000000000000000000000000000000\"\r\n"
                            + "x-amz-checksum-crc64nvme: AAAAAAAAAAA=\r\n"
                            + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                    : Optional.empty();
        });

        send(object);

        assertThat(partsSent()).containsExactlyInAnyOrder(1, 2, 2, 3);
        assertThat(content()).isEqualTo(Files.readAllBytes(object.file()));
    }

    private void send(LocalObject object) throws IOException {
        send(object, "");
    }

    private void send(LocalObject object, String job) throws IOException {
        try (S3Connections connections = connections();
                S3Connection connection = connections.open(target)) {
            new Transfer(connections, connection, new TransferListener() {})
                    .of(job)
                    .send(List.of(object));
        }
    }

    private S3Connections connections() {
        return new S3Connections(settings, null, states, new OwnCapabilities());
    }

    private LocalObject aFileOf(int size, long seed) throws IOException {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        Path file = Files.write(temp.resolve("octree.bin"), bytes);
        return new LocalObject(file, key, size, "application/octet-stream", PART, false);
    }

    private List<Integer> partsSent() {
        return proxy.requests().stream()
                .filter(request -> request.startsWith("PUT") && request.contains("partNumber="))
                .map(request -> Integer.valueOf(request.replaceAll(".*partNumber=(\\d+).*", "$1")))
                .toList();
    }

    private static List<Integer> without(List<Integer> parts, int number) {
        return parts.stream().filter(part -> part != number).toList();
    }

    private byte[] content() {
        try (S3Client owner = RealS3.owner()) {
            return owner.getObjectAsBytes(
                            request -> request.bucket(RealS3.BUCKET).key(key))
                    .asByteArray();
        }
    }

    private List<String> openUploads() {
        try (S3Client owner = RealS3.owner()) {
            return owner.listMultipartUploads(request -> request.bucket(RealS3.BUCKET)).uploads().stream()
                    .map(upload -> upload.key())
                    .filter(name -> name.equals(key))
                    .toList();
        }
    }
}
