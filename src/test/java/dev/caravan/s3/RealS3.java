package dev.caravan.s3;

import dev.caravan.embedded.EmbeddedS3;
import dev.caravan.embedded.S3Settings;
import dev.caravan.s3.limit.BandwidthSettings;
import dev.caravan.workspace.Workspace;
import dev.caravan.workspace.WorkspaceLock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The embedded S3 server with the bucket `clouds`, one a JVM, and what tests say to it. */
public final class RealS3 {
    public static final String BUCKET = "clouds";
    /** As in a configuration that says nothing of it. */
    public static final VersionSettings VERSIONS = VersionSettings.usual();

    public static final EmbeddedS3 SERVER = start();
    private static final HttpClient READER =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RealS3() {}

    /** A target with this bucket behind another address, such as a proxy's. */
    public static TargetSettings targetAt(String name, URI endpoint) {
        return ATarget.named(name)
                .at(endpoint)
                .keys(SERVER.accessKey(), SERVER.secretKey())
                .build();
    }

    public static TargetSettings target(String name, String bucket, String prefix) {
        return ATarget.named(name).bucket(bucket).prefix(prefix).build();
    }

    public static PublishSettings settings(TargetSettings... targets) {
        return settings(DataSize.ofMegabytes(64), targets);
    }

    /** @param memory of all parts that wait */
    static PublishSettings settings(DataSize memory, TargetSettings... targets) {
        return new PublishSettings(
                List.of(targets),
                1,
                DataSize.ofMegabytes(5),
                DataSize.ofMegabytes(5),
                memory,
                8,
                new RetrySettings(
                        5,
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30)),
                BandwidthSettings.unlimited(),
                SweepSettings.usual(),
                Map.of(),
                Map.of(),
                VERSIONS);
    }

    public static S3Connections connections(PublishSettings settings) {
        return new S3Connections(
                settings, new EmbeddedServer(SERVER.endpoint(), SERVER.accessKey(), SERVER.secretKey()));
    }

    public static HttpResponse<byte[]> get(URI address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return READER.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The bucket, seen by its owner. */
    public static S3Client owner() {
        return S3Client.builder()
                .endpointOverride(SERVER.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        SERVER.accessKey(), SERVER.secretKey().reveal())))
                .build();
    }

    private static EmbeddedS3 start() {
        try {
            Workspace workspace = new Workspace(Files.createTempDirectory("caravan-s3"));
            try (WorkspaceLock lock = WorkspaceLock.take(workspace)) {
                EmbeddedS3 server = EmbeddedS3.start(workspace, lock, new S3Settings(0));
                server.createBuckets(Set.of(BUCKET));
                return server;
            }
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
