package dev.caravan.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import dev.caravan.support.FaultyProxy;
import dev.caravan.support.RealRedis;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.services.s3.S3Client;

/** Objects whose content is made as it is sent. */
@ExtendWith(RealRedis.class)
@Timeout(120)
class StreamedUploadTest {
    private static final int PART = 5 << 20;

    @TempDir
    private Path scratch;

    private final String key = UUID.randomUUID() + "/archive.tar.gz";
    private FaultyProxy proxy;
    private TargetSettings target;
    private S3Connections connections;

    @BeforeEach
    void aTargetBehindAProxy() throws IOException {
        proxy = new FaultyProxy(RealS3.SERVER.endpoint());
        target = RealS3.targetAt("far", proxy.address());
        connections = new S3Connections(RealS3.settings(target), null, RealRedis.template());
    }

    @AfterEach
    void stop() throws IOException {
        connections.close();
        proxy.close();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "5242879, 0", "5242880, 1", "5242881, 2", "10485760, 2", "12000000, 3"})
    void isThereWithItsDigests(int size, int parts) throws IOException {
        byte[] bytes = bytes(size);

        Sent sent = send(bytes);

        assertThat(sent.size()).isEqualTo(size);
        assertThat(sent.sha256()).isEqualTo(Hashing.sha256().hashBytes(bytes).toString());
        assertThat(sent.crc64nvme()).isEqualTo(crc64(bytes));
        assertThat(content()).isEqualTo(bytes);
        assertThat(partsSent()).hasSize(parts);
    }

    @Test
    void whatWasCutOffIsReadAgainAndOnlyWhatIsMissingIsSent() throws IOException {
        byte[] bytes = bytes(3 * PART);
        proxy.answer(request -> request.contains("partNumber=3") ? FaultyProxy.status(500) : Optional.empty());
        assertThatThrownBy(() -> send(bytes)).isInstanceOf(PublishException.class);
        proxy.heal();
        List<Integer> before = partsSent();
        proxy.forgetRequests();

        Sent sent = send(bytes);

        assertThat(partsSent()).contains(3).hasSizeLessThan(3);
        assertThat(before).contains(1, 3);
        assertThat(sent.sha256()).isEqualTo(Hashing.sha256().hashBytes(bytes).toString());
        assertThat(content()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART, 12_000_000, 8 * PART})
    void partsThatAreTooLargeForMemoryWaitOnDisk(int size) throws IOException {
        withLittleMemory();
        byte[] bytes = bytes(size);

        Sent sent = send(bytes);

        assertThat(sent.sha256()).isEqualTo(Hashing.sha256().hashBytes(bytes).toString());
        assertThat(sent.crc64nvme()).isEqualTo(crc64(bytes));
        assertThat(content()).isEqualTo(bytes);
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void alsoPartsOnDiskAreOnlySentWhenTheyAreMissing() throws IOException {
        withLittleMemory();
        byte[] bytes = bytes(3 * PART);
        proxy.answer(request -> request.contains("partNumber=3") ? FaultyProxy.status(500) : Optional.empty());
        assertThatThrownBy(() -> send(bytes)).isInstanceOf(PublishException.class);
        assertThat(scratch).isEmptyDirectory();
        proxy.heal();
        proxy.forgetRequests();

        send(bytes);

        assertThat(partsSent()).contains(3).hasSizeLessThan(3);
        assertThat(content()).isEqualTo(bytes);
    }

    @Test
    void withoutADirectoryForThemTheSettingIsNamed() throws IOException {
        withLittleMemory();

        assertThatThrownBy(() -> send(new StreamedObject(key, "application/gzip", content(bytes(1), 1L << 40), null)))
                .isInstanceOf(PublishException.class)
                .hasMessage("a part of " + key + ", which may have 1099511627776 bytes, has 110100480:"
                        + " caravan.publish.memory must be at least 440401920 bytes");
        assertThat(proxy.requests()).isEmpty();
    }

    private void withLittleMemory() {
        connections.close();
        PublishSettings settings = RealS3.settings(DataSize.ofMegabytes(1), target);
        connections = new S3Connections(settings, null, RealRedis.template());
    }

    @Test
    void aContentThatCannotBeReadEndsTheUploadWithItsOwnError() {
        StreamedObject broken = new StreamedObject(
                key,
                "application/gzip",
                new SequentialContent() {
                    @Override
                    public InputStream open() {
                        return new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("the disk is on fire");
                            }
                        };
                    }

                    @Override
                    public long mostBytes() {
                        return 100;
                    }
                },
                null);

        assertThatThrownBy(() -> send(broken)).isInstanceOf(IOException.class).hasMessage("the disk is on fire");
    }

    @Test
    void whatMayBecomeTooLargeForS3IsRefusedBeforeAnythingIsSent() {
        assertThatThrownBy(() ->
                        send(new StreamedObject(key, "application/gzip", content(bytes(1), (5L << 40) + 1), null)))
                .isInstanceOf(ObjectTooLargeException.class)
                .hasMessageContaining("S3 allows 5497558138880");
        assertThat(proxy.requests()).isEmpty();
    }

    private Sent send(byte[] bytes) throws IOException {
        return send(new StreamedObject(key, "application/gzip", content(bytes, bytes.length), scratch));
    }

    private Sent send(StreamedObject object) throws IOException {
        try (S3Connection connection = connections.open(target)) {
            return new Transfer(connections, connection, new TransferListener() {}).send(object);
        }
    }

    private static SequentialContent content(byte[] bytes, long most) {
        return new SequentialContent() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public long mostBytes() {
                return most;
            }
        };
    }

    private static String crc64(byte[] bytes) {
        Crc64Nvme crc64 = new Crc64Nvme();
        crc64.update(bytes, 0, bytes.length);
        return PartDigest.text(crc64.getValue());
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private List<Integer> partsSent() {
        return proxy.requests().stream()
                .filter(request -> request.startsWith("PUT") && request.contains("partNumber="))
                .map(request -> Integer.valueOf(request.replaceAll(".*partNumber=(\\d+).*", "$1")))
                .toList();
    }

    private byte[] content() {
        try (S3Client owner = RealS3.owner()) {
            return owner.getObjectAsBytes(
                            request -> request.bucket(RealS3.BUCKET).key(key))
                    .asByteArray();
        }
    }
}
