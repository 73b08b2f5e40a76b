package dev.caravan.support;

import dev.caravan.embedded.EmbeddedS3;
import dev.caravan.embedded.S3Settings;
import dev.caravan.workspace.Workspace;
import dev.caravan.workspace.WorkspaceLock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** An S3 server outside of the service, with one bucket, which goes away and comes back with its objects. */
public final class StoppableS3 implements AutoCloseable {
    public static final String BUCKET = "clouds";

    private final Workspace workspace;
    private final int port = RealRedis.freePort();
    private EmbeddedS3 server;

    public StoppableS3(Path directory) throws IOException {
        this.workspace = new Workspace(directory);
        start();
    }

    public void start() throws IOException {
        try (WorkspaceLock lock = WorkspaceLock.take(workspace)) {
            server = EmbeddedS3.start(workspace, lock, new S3Settings(port));
            server.createBuckets(Set.of(BUCKET));
        }
    }

    public void stop() throws IOException {
        server.close();
    }

    public URI address(String key) {
        return URI.create(endpoint() + "/" + BUCKET + "/" + key);
    }

    /** An item of `caravan.publish.targets`, in one line, of the plain layout. */
    public String target(String name) {
        return "{name: %s, bucket: %s, prefix: %s, endpoint: '%s', path-style: true, layout: plain, acl: public-read, access-key: %s, secret-key: %s}"
                .formatted(
                        name,
                        BUCKET,
                        name,
                        endpoint(),
                        server.accessKey(),
                        server.secretKey().reveal());
    }

    /** A target that is reached by another address, as settings of a command line. */
    public List<String> onlyTarget(String name, URI endpoint) {
        return List.of(
                        "name=" + name,
                        "bucket=" + BUCKET,
                        "prefix=" + name,
                        "endpoint=" + endpoint,
                        "path-style=true",
                        "acl=public-read",
                        "layout=plain",
                        "access-key=" + server.accessKey(),
                        "secret-key=" + server.secretKey().reveal())
                .stream()
                .map(setting -> "--caravan.publish.targets[0]." + setting)
                .toList();
    }

    /** As AWS' default chain finds them in an environment. */
    public Map<String, String> credentials() {
        return Map.of(
                "AWS_ACCESS_KEY_ID",
                server.accessKey(),
                "AWS_SECRET_ACCESS_KEY",
                server.secretKey().reveal());
    }

    /** Also while it is away. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Keys of uploads in parts that have begun and not ended. */
    public List<String> unfinished() {
        try (S3Client owner = owner()) {
            return owner.listMultipartUploads(request -> request.bucket(BUCKET)).uploads().stream()
                    .map(MultipartUpload::key)
                    .toList();
        }
    }

    /** Keys of all objects with the prefix. */
    public List<String> keys(String prefix) {
        try (S3Client owner = owner()) {
            return owner
                    .listObjectsV2Paginator(request -> request.bucket(BUCKET).prefix(prefix))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .toList();
        }
    }

    private S3Client owner() {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        server.accessKey(), server.secretKey().reveal())))
                .build();
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
