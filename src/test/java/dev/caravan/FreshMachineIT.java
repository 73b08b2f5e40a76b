package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.support.CaravanHome;
import dev.caravan.support.CaravanProcess;
import dev.caravan.support.LiveVersion;
import dev.caravan.support.RealRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The packaged service on a machine that has nothing but a JVM: its own Redis, its own S3, all defaults. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FreshMachineIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path root;

    private static CaravanHome home;
    private static CaravanProcess caravan;
    private static StringRedisTemplate redis;
    private static Path cloud;

    @BeforeAll
    static void aFreshMachineWithOneFile() throws IOException {
        home = CaravanHome.in(root, "      - path: second");
        Files.createDirectories(root.resolve("second"));
        cloud = home.lasFile("area1/file.las", 2_000);
        caravan = CaravanProcess.start(root).listening();
        redis = RealRedis.template(home.redisPort());
        awaitPoints("area1/file", 2_000);
        await().atMost(PATIENCE).until(() -> "COMPLETED".equals(status(cloud)));
    }

    @AfterAll
    static void end() {
        if (caravan != null) {
            caravan.close();
        }
    }

    @Test
    @Order(1)
    void aFileThatLiesThereIsPublishedAtTheAddressThatIsPrinted() throws Exception {
        String address = home.live("area1/file", "metadata.json");

        assertThat(caravan.output()).contains(address);
        HttpResponse<String> metadata = get(address);
        assertThat(metadata.statusCode()).isEqualTo(200);
        assertThat(metadata.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(JSON.readTree(metadata.body()).get("points").asInt()).isEqualTo(2_000);
        assertThat(redis.opsForHash().get("file:" + cloud, "url")).isEqualTo(address);
    }

    @Test
    @Order(1)
    void aViewerGetsTheBytesOfANodeAndMayAskFromAnotherOrigin() throws Exception {
        URI octree = URI.create(home.live("area1/file", "octree.bin"));
        byte[] onDisk = Files.readAllBytes(root.resolve("state/octrees/area1/file.octree/octree.bin"));

        HttpResponse<byte[]> part = HTTP.send(
                HttpRequest.newBuilder(octree)
                        .header("Range", "bytes=100-299")
                        .header("Origin", "https://viewer.example")
                        .build(),
                BodyHandlers.ofByteArray());
        HttpResponse<String> preflight = HTTP.send(
                HttpRequest.newBuilder(octree)
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .header("Origin", "https://viewer.example")
                        .header("Access-Control-Request-Method", "GET")
                        .header("Access-Control-Request-Headers", "range")
                        .build(),
                BodyHandlers.ofString());

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(onDisk, 100, 300));
        assertThat(part.headers().firstValue("Access-Control-Allow-Origin")).isPresent();
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
                .hasValueSatisfying(methods -> assertThat(methods).contains("GET"));
    }

    @Test
    @Order(1)
    void theObjectsAreFilesBelowTheDataDirectory() {
        Path objects = LiveVersion.directory(root.resolve("state/s3/caravan/area1/file"));

        assertThat(objects.resolve("metadata.json")).isRegularFile();
        assertThat(objects.resolve("hierarchy.bin")).isRegularFile();
        assertThat(objects.resolve("octree.bin"))
                .hasSameBinaryContentAs(root.resolve("state/octrees/area1/file.octree/octree.bin"));
    }

    @Test
    @Order(2)
    void aScanAnswersWithItsCounts() throws Exception {
        HttpResponse<String> answer = caravan.post("/api/v1/scan");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode counts = JSON.readTree(answer.body());
        assertThat(counts.get("seen").asInt()).isEqualTo(1);
        assertThat(counts.get("unchanged").asInt()).isEqualTo(1);
        assertThat(counts.get("waiting").asInt()).isZero();
        assertThat(counts.get("claimed").asInt()).isZero();
        assertThat(counts.get("errors")).isEmpty();
    }

    @Test
    @Order(3)
    void aChangedFileIsClaimedAndReplaced() throws Exception {
        home.lasFile("area1/file.las", 3_000);
        Files.setLastModifiedTime(cloud, FileTime.from(Instant.parse("2024-03-03T04:05:06Z")));

        JsonNode counts = scan();

        assertThat(counts.get("claimed").asInt()).isEqualTo(1);
        assertThat(counts.get("unchanged").asInt()).isZero();
        awaitPoints("area1/file", 3_000);
        await().atMost(PATIENCE).until(() -> "COMPLETED".equals(status(cloud)));
    }

    @Test
    @Order(4)
    void aFileThatIsBeingWrittenWaits() throws Exception {
        Path fresh = home.lasFile("fresh.las", 10);
        Files.setLastModifiedTime(fresh, FileTime.from(Instant.now()));

        assertThat(scan().get("waiting").asInt()).isEqualTo(1);

        Files.delete(fresh);
    }

    @Test
    @Order(5)
    void headersFromOutsideSteerNothing() throws Exception {
        HttpResponse<String> answer = caravan.post(
                "/api/v1/scan",
                "CamelExecCommandExecutable",
                "/bin/false",
                "CamelHttpUri",
                "http://127.0.0.1:1/",
                "cAMELhttpRESPONSEcode",
                "418",
                "camelbeanmethodname",
                "report",
                "CamelHttpResponseCode",
                "500",
                "CamelFileName",
                "../../evil",
                "org.apache.camel.httpUri",
                "http://127.0.0.1:1/");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).get("unchanged").asInt()).isEqualTo(1);
        assertThat(answer.headers().map().keySet())
                .noneMatch(header -> header.toLowerCase(Locale.ROOT).contains("camel"));
    }

    @Test
    @Order(5)
    void whatIsNotThereIsNotFound() {
        assertThat(caravan.get("/").statusCode()).isEqualTo(404);
        assertThat(caravan.get("/actuator/env").statusCode()).isEqualTo(404);
    }

    @Test
    @Order(6)
    void healthIsUpWithDetails() throws Exception {
        scan();

        HttpResponse<String> answer = caravan.get("/actuator/health");

        JsonNode health = JSON.readTree(answer.body());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(health.get("status").asText()).isEqualTo("UP");
        assertThat(health.at("/components/redis/details/version").asText()).isNotEmpty();
        assertThat(health.at("/components/targets/details/local").asText()).isEqualTo("REACHABLE");
        assertThat(health.at("/components/scan/details/summary").asText()).contains("1 files seen");
    }

    @Test
    @Order(7)
    void aMissingSourceDirectoryIsSaidEverywhereAndTheOthersStillWork() throws Exception {
        Path moved = Files.move(root.resolve("second"), root.resolve("unmounted"));
        Path other = home.lasFile("other.las", 50);

        JsonNode counts = scan();

        assertThat(counts.get("claimed").asInt()).isEqualTo(1);
        assertThat(counts.get("errors").toString())
                .contains(root.resolve("second").toString());
        assertThat(caravan.output().lines())
                .anyMatch(line -> line.contains("ERROR")
                        && line.contains(root.resolve("second").toString()));
        HttpResponse<String> health = caravan.get("/actuator/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(JSON.readTree(health.body()).at("/components/scan/status").asText())
                .isEqualTo("DOWN");
        await().atMost(PATIENCE).until(() -> "COMPLETED".equals(status(other)));

        Files.move(moved, root.resolve("second"));
        assertThat(scan().get("errors")).isEmpty();
        assertThat(caravan.get("/actuator/health").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(8)
    void withoutRedisTheAnswerIsAProblemAndASecondScanAConflict() throws Exception {
        long server = redisPid();
        signal("-STOP", server);
        try {
            CompletableFuture<HttpResponse<String>> one = scanAsync();
            CompletableFuture<HttpResponse<String>> other = scanAsync();

            List<HttpResponse<String>> answers = List.of(one.join(), other.join());

            assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(503, 409);
            for (HttpResponse<String> answer : answers) {
                assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                assertThat(JSON.readTree(answer.body()).get("status").asInt()).isEqualTo(answer.statusCode());
            }
        } finally {
            signal("-CONT", server);
        }
        await().atMost(PATIENCE).until(() -> caravan.post("/api/v1/scan").statusCode() == 200);
    }

    @Test
    @Order(9)
    void afterAKillTheOrphanedRedisIsTakenCareOfAndNothingIsConvertedAgain() throws Exception {
        long orphan = redisPid();
        Object done = redis.opsForHash().get("file:" + cloud, "timestamp_s3");
        Object job = redis.opsForHash().get("file:" + cloud, "job");
        caravan.kill();
        assertThat(isAlive(orphan)).isTrue();

        caravan = CaravanProcess.start(root).listening();
        JsonNode counts = scan();

        assertThat(isAlive(orphan)).isFalse();
        assertThat(counts.get("unchanged").asInt()).isEqualTo(2);
        assertThat(counts.get("claimed").asInt()).isZero();
        assertThat(redis.opsForHash().get("file:" + cloud, "timestamp_s3")).isEqualTo(done);
        assertThat(redis.opsForHash().get("file:" + cloud, "job")).isEqualTo(job);
    }

    @Test
    @Order(10)
    void sigtermEndsEverything() throws Exception {
        long server = redisPid();

        assertThat(caravan.stop()).isEqualTo(143);

        await().atMost(PATIENCE).until(() -> !isAlive(server));
        for (int port : new int[] {home.redisPort(), home.s3Port(), caravan.port()}) {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        }
        assertThat(caravan.output()).doesNotContain("Exception");
    }

    /** The scan at the start, or one that looks again, may be running. */
    private static JsonNode scan() throws IOException {
        HttpResponse<String> answer = await().atMost(PATIENCE)
                .until(() -> caravan.post("/api/v1/scan"), response -> response.statusCode() != 409);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static CompletableFuture<HttpResponse<String>> scanAsync() {
        HttpRequest request = HttpRequest.newBuilder(caravan.uri("/api/v1/scan"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return HTTP.sendAsync(request, BodyHandlers.ofString());
    }

    private static void awaitPoints(String key, int points) {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            HttpResponse<String> metadata = get(home.live(key, "metadata.json"));
            assertThat(metadata.statusCode()).as(caravan.output()).isEqualTo(200);
            assertThat(JSON.readTree(metadata.body()).get("points").asInt()).isEqualTo(points);
        });
    }

    private static Object status(Path file) {
        return redis.opsForHash().get("file:" + file, "status");
    }

    private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    private static long redisPid() throws IOException {
        return Long.parseLong(
                Files.readString(root.resolve("state/redis/redis.pid")).strip());
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, String.valueOf(pid)).start().waitFor();
    }
}
