package dev.caravan;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.support.Installation;
import dev.caravan.support.RealData;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files over HTTP on the packaged service: listed, explained, taken once more. */
class ApiFilesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path directory;

    private Installation caravan;

    @Test
    void filesAreListedExplainedAndTakenOnceMore() throws Exception {
        try (Installation installed = Installation.in(directory).with("caravan.scan.on-schedule", false)) {
            caravan = installed;
            Path good = file("area/good.las", 500);
            Path second = file("area/second.las", 300);
            Path bad = Files.writeString(caravan.source().resolve("bad.las"), "no point cloud");
            Files.writeString(caravan.source().resolve("notes.txt"), "ignored");
            caravan.start();
            caravan.awaitEnds(List.of(good, second, bad));

            assertLists(good, second, bad);
            assertExplains(good, bad);
            assertDryRunChangesNothing(bad);
            assertPublishesWithoutConverting(good);
            assertConvertsByForce(good, second);
            assertTakesAllThatFailed(bad);
            assertRefusesBadRequests();
        }
    }

    @Test
    void realFilesGoodAndBad() throws Exception {
        List<Path> clouds = RealData.index().stream()
                .filter(RealData.Entry::readable)
                .map(RealData.Entry::file)
                .filter(file -> file.toString().endsWith(".laz"))
                .sorted(Comparator.comparingLong(file -> file.toFile().length()))
                .limit(3)
                .toList();
        try (Installation installed = Installation.in(directory).with("caravan.scan.on-schedule", false)) {
            caravan = installed;
            List<Path> all = new ArrayList<>();
            for (Path cloud : clouds) {
                all.add(Files.copy(
                        cloud, caravan.source().resolve(cloud.getFileName().toString())));
            }
            byte[] content = Files.readAllBytes(clouds.get(0));
            Path cut = Files.write(caravan.source().resolve("cut.laz"), Arrays.copyOf(content, content.length / 2));
            all.add(cut);
            caravan.start();
            caravan.awaitEnds(all);

            assertThat(get("/files?status=COMPLETED").at("/items")).hasSize(clouds.size());
            assertThat(why(cut).path("state").asText()).isEqualTo("FAILED");
            Files.write(cut, content);
            Files.setLastModifiedTime(cut, FileTime.from(Instant.now().minusSeconds(5)));
            assertThat(why(cut).path("sentence").asText()).startsWith("changed: no scan has taken this version yet");
            JsonNode result = reprocess("{\"path\": \"" + cut + "\"}", 202);
            assertThat(result.at("/items/0/action").asText()).isEqualTo("convert");
            awaitStatus(cut, "COMPLETED");
            assertThat(why(cut).path("state").asText()).isEqualTo("UNCHANGED");
        }
    }

    private void assertLists(Path good, Path second, Path bad) {
        JsonNode all = get("/files");
        assertThat(all.at("/items").findValuesAsText("path"))
                .containsExactly(good.toString(), second.toString(), bad.toString());
        assertThat(all.at("/next").isNull()).isTrue();
        JsonNode page = get("/files?limit=1&glob=" + encode("area/*.las"));
        assertThat(page.at("/items").findValuesAsText("path")).containsExactly(good.toString());
        JsonNode rest = get("/files?glob=" + encode("area/*.las") + "&cursor="
                + page.at("/next").asText());
        assertThat(rest.at("/items").findValuesAsText("path")).containsExactly(second.toString());
        JsonNode failed = get("/files/record?path=" + encode(bad.toString()));
        assertThat(failed.path("status").asText()).isEqualTo("FAILED");
        assertThat(failed.path("failureClass").asText()).isEqualTo("BAD_INPUT");
        assertThat(get("/scan").path("last").path("claimed").asLong()).isEqualTo(3);
    }

    private void assertExplains(Path good, Path bad) {
        assertThat(why(good).path("state").asText()).isEqualTo("UNCHANGED");
        assertThat(why(bad).path("state").asText()).isEqualTo("FAILED");
        assertThat(why(bad).path("next").asText()).contains("POST /api/v1/files/reprocess");
        assertThat(why(caravan.source().resolve("notes.txt")).path("sentence").asText())
                .contains("caravan.scan.sources[0].include");
        assertThat(why(caravan.source().resolve("none.las")).path("state").asText())
                .isEqualTo("MISSING");
        assertThat(why(Path.of("/etc/passwd")).path("state").asText()).isEqualTo("OUTSIDE");
    }

    private void assertDryRunChangesNothing(Path bad) {
        Map<String, String> before = caravan.records().all(bad);
        JsonNode result = reprocess("{\"all\": \"failed\", \"dryRun\": true}", 200);
        assertThat(result.at("/items/0/action").asText()).isEqualTo("convert");
        assertThat(caravan.records().all(bad)).isEqualTo(before);
    }

    private void assertPublishesWithoutConverting(Path good) throws IOException {
        Path octree = Path.of(caravan.records().get(good, "octreepath"));
        FileTime made = Files.getLastModifiedTime(octree.resolve("octree.bin"));
        String first = caravan.records().get(good, "job");

        JsonNode result = reprocess("{\"path\": \"" + good + "\", \"from\": \"publish\", \"force\": true}", 202);

        String job = result.at("/items/0/job").asText();
        assertThat(job).isNotEqualTo(first);
        awaitStatus(good, "COMPLETED");
        assertThat(Files.getLastModifiedTime(octree.resolve("octree.bin"))).isEqualTo(made);
        assertThat(Files.readString(octree.resolve(".job"))).isEqualTo(first);
        assertThat(Files.readString(caravan.data().resolve("logs/jobs/" + job + ".log")))
                .contains("publish: attempt 1 begins")
                .doesNotContain("convert: attempt");
        caravan.assertPublished(good);
    }

    private void assertConvertsByForce(Path good, Path second) throws IOException {
        String before = caravan.records().get(good, "job");
        JsonNode result =
                reprocess("{\"glob\": \"area/**\", \"force\": true, \"user\": \"ann\", \"priority\": \"HIGH\"}", 202);
        assertThat(result.path("queued").asLong()).isEqualTo(2);
        String batch = result.path("job").asText();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> get("/jobs/" + batch).path("state").asText().equals("COMPLETED"));
        awaitStatus(good, "COMPLETED");
        awaitStatus(second, "COMPLETED");
        Path octree = Path.of(caravan.records().get(good, "octreepath"));
        assertThat(Files.readString(octree.resolve(".job"))).isNotEqualTo(before);
        assertThat(get("/files?user=ann").at("/items")).hasSize(2);
    }

    private void assertTakesAllThatFailed(Path bad) {
        String before = caravan.records().get(bad, "job");
        JsonNode result = reprocess("{\"all\": \"failed\"}", 202);
        assertThat(result.path("queued").asLong()).isEqualTo(1);
        assertThat(caravan.records().get(bad, "job")).isNotEqualTo(before);
        awaitStatus(bad, "FAILED");
    }

    private void assertRefusesBadRequests() {
        assertThat(reprocess("{\"path\": \"/etc/passwd\"}", 400)
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("path");
        assertThat(reprocess("{\"path\": \"" + caravan.source() + "/../x.las\"}", 400)
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("path");
        HttpResponse<String> unknown = caravan.service().get("/api/v1/files?sort=name");
        assertThat(unknown.statusCode()).isEqualTo(400);
        HttpResponse<String> none = caravan.service().get("/api/v1/files/record?path=/none");
        assertThat(none.statusCode()).isEqualTo(404);
    }

    private Path file(String name, int points) throws IOException {
        Path file = caravan.source().resolve(name);
        Files.createDirectories(file.getParent());
        return aLasFile().withRandomPoints(points).writeTo(file);
    }

    private void awaitStatus(Path file, String status) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> status.equals(caravan.records().get(file, "status")));
    }

    private JsonNode why(Path path) {
        return get("/files/why?path=" + encode(path.toString()));
    }

    private JsonNode get(String path) {
        HttpResponse<String> answer = caravan.service().get("/api/v1" + path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return read(answer.body());
    }

    private JsonNode reprocess(String body, int status) {
        URI uri = caravan.service().uri("/api/v1/files/reprocess");
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(uri)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(body + ": " + answer.body()).isEqualTo(status);
            return read(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(body, e);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
