package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.LocalObject;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.TargetSettings;
import dev.caravan.s3.send.SendOrder;
import dev.caravan.support.CaravanProcess;
import dev.caravan.support.FaultyProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The command `send` of the packaged program, against a real S3 server. */
class SendIT {
    private static final int LARGE = (12 << 20) + 7;

    @TempDir
    private Path directory;

    private final String key = "sent/" + UUID.randomUUID();
    private final S3Client owner = RealS3.owner();
    private FaultyProxy proxy;
    private String accessKey = RealS3.SERVER.accessKey();
    private String bucket = RealS3.BUCKET;

    @BeforeEach
    void anOctree() throws IOException {
        byte[] points = new byte[LARGE];
        new Random(4).nextBytes(points);
        Files.write(directory.resolve("octree.bin"), points);
        Files.writeString(directory.resolve("hierarchy.bin"), "hierarchy");
        Files.writeString(directory.resolve("metadata.json"), "{}");
        proxy = new FaultyProxy(RealS3.SERVER.endpoint());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        owner.close();
    }

    @Test
    void anOctreeIsSentMetadataLastAndNotASecondTime() throws Exception {
        Path order = order();

        assertThat(run(order)).isZero();
        List<String> requests = proxy.requests();
        JsonNode first = summary();
        proxy.forgetRequests();
        assertThat(run(order)).isZero();

        assertThat(requests.stream()
                        .filter(request -> request.startsWith("PUT"))
                        .reduce((a, b) -> b))
                .hasValueSatisfying(last -> assertThat(last).contains("metadata.json"));
        assertThat(first.path("objects_sent").asInt()).isEqualTo(3);
        assertThat(first.path("bytes_sent").asLong()).isEqualTo(LARGE + 9 + 2);
        assertThat(summary().path("objects_unchanged").asInt()).isEqualTo(3);
        assertThat(summary().path("objects_sent").asInt()).isZero();
        assertThat(proxy.requests()).noneMatch(request -> request.startsWith("PUT") && !request.contains("?acl"));
        HeadObjectResponse head = head("octree.bin");
        assertThat(head.contentLength()).isEqualTo(LARGE);
        assertThat(head.contentType()).isEqualTo("application/octet-stream");
        assertThat(head.cacheControl()).isEqualTo("max-age=60");
    }

    @Test
    void progressIsInLinesAndNoServiceIsStarted() throws Exception {
        assertThat(run(order())).isZero();

        List<String> lines = errors().lines().toList();
        assertThat(lines.get(0)).isEqualTo("plan target=far objects=3 bytes=" + (LARGE + 11));
        assertThat(lines)
                .anyMatch(line -> line.matches(
                        "progress phase=upload percent=100\\.0 done=%1$d total=%1$d bytes_per_second=\\S+ eta_seconds=\\S+"
                                .formatted(LARGE + 11)))
                .anyMatch(line -> line.startsWith("uploaded: " + key + "/octree.bin"));
        String classes = Files.readString(directory.resolve("classes"));
        assertThat(classes)
                .contains("dev.caravan.s3.Transfer")
                .doesNotContain("org.springframework.context", "org.apache.camel");
    }

    @Test
    void aTargetThatRefusesHasAnExitCodeOfItsOwn() throws Exception {
        accessKey = "wrong";
        assertThat(run(order())).isEqualTo(6);
        assertThat(summary().path("error").asText()).contains("target 'far'").doesNotContain(secretKey());

        accessKey = "";
        assertThat(run(order())).isEqualTo(6);
        assertThat(summary().path("error").asText()).contains("no credentials");

        accessKey = RealS3.SERVER.accessKey();
        bucket = "no-such-bucket";
        assertThat(run(order())).isEqualTo(6);
        assertThat(summary().path("bug").asBoolean()).isFalse();
    }

    @Test
    void aServerInTroubleIsNoRefusal() throws Exception {
        proxy.answer(request -> FaultyProxy.status(500));

        assertThat(run(order())).isEqualTo(1);
        assertThat(errors()).contains("error: target 'far'").doesNotContain("\tat ");
    }

    @Test
    void aFileThatIsNotAsItWasOrderedIsSaidBeforeAnythingIsSent() throws Exception {
        Path order = order();
        Files.writeString(directory.resolve("hierarchy.bin"), "another hierarchy");

        assertThat(run(order)).isEqualTo(3);
        assertThat(summary().path("error").asText()).contains("hierarchy.bin has 17 bytes, ordered are 9");

        Files.delete(directory.resolve("hierarchy.bin"));
        assertThat(run(order)).isEqualTo(3);
        assertThat(summary().path("error").asText()).contains("hierarchy.bin: there is no such file");
        assertThat(proxy.requests()).isEmpty();
        assertThat(run(directory.resolve("hierarchy.bin"))).isEqualTo(3);
    }

    @Test
    void whoIsTerminatedLeavesNoParts() throws Exception {
        proxy.slow(50_000);
        Process process = start(order());
        await().atMost(Duration.ofMinutes(1))
                .until(() -> proxy.requests().stream().anyMatch(request -> request.contains("partNumber=")));

        process.destroy();

        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(owner.listMultipartUploads(all -> all.bucket(bucket).prefix(key))
                        .uploads())
                .isEmpty();
        assertThat(owner.listObjectsV2(all -> all.bucket(bucket).prefix(key)).contents())
                .extracting(S3Object::key)
                .doesNotContain(key + "/metadata.json");
        assertThat(summary().path("error").asText()).startsWith("interrupted");
    }

    private Path order() throws IOException {
        TargetSettings target = ATarget.named("far")
                .at(proxy.address())
                .bucket(bucket)
                .cacheControl("max-age=60")
                .build();
        List<LocalObject> objects =
                List.of(object("hierarchy.bin", false), object("octree.bin", false), object("metadata.json", true));
        Path file = directory.resolve("order.json");
        SendOrder.of(RealS3.settings(target), target, objects).write(file);
        return file;
    }

    private LocalObject object(String name, boolean metadata) throws IOException {
        Path file = directory.resolve(name);
        String type = name.endsWith(".json") ? "application/json" : "application/octet-stream";
        return new LocalObject(file, key + "/" + name, Files.size(file), type, 5 << 20, metadata);
    }

    private HeadObjectResponse head(String name) {
        return owner.headObject(request -> request.bucket(bucket).key(key + "/" + name));
    }

    private int run(Path order) throws Exception {
        Process process = start(order);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private Process start(Path order) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-Xlog:class+load:file=" + directory.resolve("classes"),
                "-jar",
                CaravanProcess.jar().toString()));
        line.addAll(List.of("send", order.toString(), "--progress=lines", "--json"));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_"));
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("HOME", directory.toString());
        if (!accessKey.isEmpty()) {
            environment.put("AWS_ACCESS_KEY_ID", accessKey);
            environment.put("AWS_SECRET_ACCESS_KEY", secretKey());
        }
        return builder.start();
    }

    private static String secretKey() {
        return RealS3.SERVER.secretKey().reveal();
    }

    private JsonNode summary() throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("out"));
        assertThat(lines).hasSize(1);
        return new ObjectMapper().readTree(lines.get(0));
    }

    private String errors() throws IOException {
        return Files.readString(directory.resolve("err"));
    }
}
