package dev.caravan.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.setting.InvalidSettingException;
import dev.caravan.workspace.Workspace;
import dev.caravan.workspace.WorkspaceLock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

class EmbeddedS3Test {
    private static final byte[] CONTENT = "0123456789abcdefghij".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    static Path data;

    private static EmbeddedS3 server;
    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    @BeforeAll
    static void aServerWithAPublicAndAPrivateObject() throws IOException {
        server = start(data, 0);
        server.createBuckets(Set.of("clouds"));
        try (S3Client client = client(server)) {
            put(client, "public/octree.bin", ObjectCannedACL.PUBLIC_READ);
            put(client, "private/octree.bin", null);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void aPreflightForRangeAndContentTypeIsAllowedFromAnyOrigin() throws Exception {
        HttpResponse<byte[]> answer = BROWSER.send(
                request("public/octree.bin")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .header("Origin", "https://viewer.example")
                        .header("Access-Control-Request-Method", "GET")
                        .header("Access-Control-Request-Headers", "content-type,range")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).contains("GET, HEAD");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers")).contains("content-type,range");
    }

    @Test
    void aRangeIsAnsweredWith206AndExactlyItsBytes() throws Exception {
        HttpResponse<byte[]> answer = get(request("public/octree.bin")
                .header("Origin", "https://viewer.example")
                .header("Range", "bytes=5-9"));

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo("56789".getBytes(StandardCharsets.US_ASCII));
        assertThat(answer.headers().firstValue("Content-Range")).contains("bytes 5-9/20");
        assertThat(answer.headers().firstValue("Content-Length")).contains("5");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.headers()
                        .firstValue("Access-Control-Expose-Headers")
                        .orElse("")
                        .split(", "))
                .contains("content-range", "content-length", "etag", "accept-ranges");
    }

    @Test
    void aRangeBeyondTheEndIs416() throws Exception {
        assertThat(get(request("public/octree.bin").header("Range", "bytes=20-29"))
                        .statusCode())
                .isEqualTo(416);
    }

    @Test
    void headTellsSizeAndType() throws Exception {
        HttpResponse<byte[]> answer =
                get(request("public/octree.bin").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).contains("20");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void anonymousReadersSeeNeitherPrivateObjectsNorTheListing() throws Exception {
        assertThat(get(request("private/octree.bin")).statusCode()).isEqualTo(403);
        assertThat(get(request("")).statusCode()).isEqualTo(403);
    }

    @Test
    void anonymousWritersAreRefused() throws Exception {
        assertThat(get(request("public/octree.bin").PUT(HttpRequest.BodyPublishers.ofString("mine")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(get(request("public/octree.bin").DELETE()).statusCode()).isEqualTo(403);
    }

    @Test
    void objectsArePlainFiles() {
        assertThat(data.resolve("s3/clouds/public/octree.bin")).hasBinaryContent(CONTENT);
    }

    @Test
    void theSecretIsForItsOwnerOnlyAndTheSameAtTheNextStart(@TempDir Path other) throws IOException {
        EmbeddedS3 first = start(other, 0);
        first.close();
        EmbeddedS3 second = start(other, 0);
        second.close();

        assertThat(second.accessKey()).isEqualTo(first.accessKey());
        assertThat(second.secretKey()).isEqualTo(first.secretKey());
        assertThat(second.secretKey()).isNotEqualTo(server.secretKey());
        assertThat(second.secretKey()).hasToString("***");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other.resolve("s3-credentials"))))
                .isEqualTo("rw-------");
    }

    @Test
    void whatAKilledServerWasStillReceivingIsRemovedAtTheNextStart(@TempDir Path other) throws IOException {
        String suffix = "-0b0e7a52-3f6c-4a55-9d37-d1a2c3b4e5f6";
        EmbeddedS3 first = start(other, 0);
        first.createBuckets(Set.of("clouds"));
        try (S3Client client = client(first)) {
            put(client, "whole" + suffix, null);
        }
        Path partial = Files.writeString(other.resolve("s3/clouds/octree.bin" + suffix), "0123");

        start(other, 0).close();

        assertThat(partial).doesNotExist();
        assertThat(other.resolve("s3/clouds/whole" + suffix)).hasBinaryContent(CONTENT);
        first.close();
    }

    @Test
    void aTakenPortIsRefusedByTheNameOfTheKey(@TempDir Path other) {
        int taken = server.endpoint().getPort();

        assertThatThrownBy(() -> start(other, taken))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("caravan.s3.embedded-port: '" + taken + "'")
                .hasMessageContaining("Address already in use");
    }

    @Test
    void bucketsThatExistStayAsTheyAre() {
        server.createBuckets(List.of("clouds", "more-clouds"));

        assertThat(data.resolve("s3/more-clouds")).isDirectory();
        assertThat(data.resolve("s3/clouds/public/octree.bin")).exists();
    }

    private static EmbeddedS3 start(Path data, int port) throws IOException {
        Workspace workspace = new Workspace(data);
        try (WorkspaceLock lock = WorkspaceLock.take(workspace)) {
            return EmbeddedS3.start(workspace, lock, new S3Settings(port));
        }
    }

    private static HttpRequest.Builder request(String key) {
        return HttpRequest.newBuilder(URI.create(server.endpoint() + "/clouds/" + key));
    }

    private static HttpResponse<byte[]> get(HttpRequest.Builder request) throws Exception {
        return BROWSER.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void put(S3Client client, String key, ObjectCannedACL acl) {
        client.putObject(
                object -> object.bucket("clouds").key(key).acl(acl).contentType("application/octet-stream"),
                RequestBody.fromBytes(CONTENT));
    }

    private static S3Client client(EmbeddedS3 server) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        server.accessKey(), server.secretKey().reveal())))
                .build();
    }
}
