package dev.caravan.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.s3.limit.BandwidthSettings;
import dev.caravan.setting.Secret;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.services.s3.S3Client;

/** A JVM with little memory sends a file that has many times as much. */
@Timeout(300)
class BoundedMemoryTest {
    private static final long SIZE = 120L << 20;

    @TempDir
    Path temp;

    private final String key = UUID.randomUUID() + "/octree.bin";

    /** In memory, or larger than the part of it that one may have. */
    @ParameterizedTest
    @ValueSource(longs = {5, 60})
    void partsOfAnySizeNeedNoMoreThanTheBudget(long megabytesAPart) throws Exception {
        Path file = temp.resolve("octree.bin");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(SIZE);
        }

        Process sender = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // Java keeps an index of each jar on the class path, of all of them some 15 MB.
                        "-Xmx96m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BoundedMemoryTest.class.getName(),
                        RealS3.SERVER.accessKey(),
                        RealS3.SERVER.secretKey().reveal(),
                        RealS3.SERVER.endpoint().toString(),
                        file.toString(),
                        key,
                        String.valueOf(megabytesAPart << 20)))
                .inheritIO()
                .start();

        assertThat(sender.waitFor()).isZero();
        try (S3Client owner = RealS3.owner()) {
            assertThat(owner.headObject(request -> request.bucket(RealS3.BUCKET).key(key))
                            .contentLength())
                    .isEqualTo(SIZE);
        }
    }

    /** What the other JVM runs: access key, secret key, endpoint, file, key, bytes of a part. */
    public static void main(String[] args) throws IOException {
        TargetSettings target = ATarget.named("far")
                .at(URI.create(args[2]))
                .keys(args[0], Secret.of(args[1]))
                .build();
        PublishSettings settings = new PublishSettings(
                List.of(target),
                1,
                DataSize.ofMegabytes(5),
                DataSize.ofMegabytes(5),
                DataSize.ofMegabytes(20),
                8,
                new RetrySettings(
                        2,
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60)),
                BandwidthSettings.unlimited(),
                SweepSettings.usual(),
                Map.of(),
                Map.of(),
                VersionSettings.usual());
        LocalObject object = new LocalObject(
                Path.of(args[3]), args[4], SIZE, "application/octet-stream", Long.parseLong(args[5]), false);
        try (S3Connections connections = new S3Connections(settings, null);
                S3Connection connection = connections.open(target)) {
            new Transfer(connections, connection, new TransferListener() {}).send(List.of(object));
        }
    }
}
