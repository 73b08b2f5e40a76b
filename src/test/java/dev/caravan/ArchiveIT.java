package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.support.HttpApi;
import dev.caravan.support.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.core.RedisCallback;

/** Files and directories become archives, are moved out of the way, and come back. */
class ArchiveIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @Test
    void filesAreArchivedMovedAndRestored() throws Exception {
        try (Installation caravan = archiving("completed").with("caravan.archive.spool", true)) {
            Path clip = Files.writeString(caravan.source().resolve("clip.mp4"), "pictures".repeat(50_000));
            Path strange = inDirectory(caravan.source(), "sub dir/\u00fc & {{x}} #1?.txt", "strange");
            Path same = inDirectory(caravan.source(), "other/clip.mp4", "another clip");
            caravan.start().awaitEnds(List.of(clip, strange, same));

            assertThat(clip).doesNotExist();
            Path completed = caravan.source().resolve("completed");
            try (Stream<Path> moved = Files.list(completed)) {
                assertThat(moved.map(path -> path.getFileName().toString()))
                        .hasSize(3)
                        .contains("clip.mp4", "\u00fc & {{x}} #1?.txt")
                        .anyMatch(name -> name.matches("\\d{8}T\\d{6}Z-clip\\.mp4"));
            }
            assertThat(caravan.records().get(clip, "status")).isEqualTo("COMPLETED");
            assertThat(caravan.records().get(clip, "url")).matches(".*/caravan/clip\\.mp4/[^/]+/clip\\.mp4\\.tar\\.gz");
            assertThat(untarred(caravan, "clip.mp4.tar.gz")).isEqualTo("clip.mp4\n");
            assertThat(caravan.fetch(caravan.records().get(strange, "url")).statusCode())
                    .isEqualTo(200);
            assertThat(operations(caravan, clip)).contains("claim", "archive", "upload", "complete", "tidy");
            assertThat(caravan.scan()).doesNotContain("\"claimed\":1");
            assertThat(scratch(caravan)).isEmpty();

            JsonNode job = restore(caravan, "{\"path\":\"" + clip + "\",\"into\":\"back/here\"}");
            assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("COMPLETED");
            assertThat(caravan.data().resolve("restored/back/here/clip.mp4")).hasContent("pictures".repeat(50_000));
        }
    }

    @Test
    void aDirectoryIsArchivedWithAllThatIsInIt() throws Exception {
        try (Installation caravan = archiving("completed")
                .with("caravan.scan.sources[0].unit", "directory")
                .with("caravan.archive.compression", "zstd")
                .with("caravan.archive.level", 3)) {
            Path survey = caravan.source().resolve("survey");
            List<Path> files = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                files.add(inDirectory(survey, "deep/" + i % 3 + "/" + i, "content ".repeat(i)));
            }
            Files.createDirectories(survey.resolve("empty"));
            Files.createSymbolicLink(survey.resolve("link"), Path.of("deep/0/3"));
            Files.writeString(caravan.source().resolve("beside"), "left");
            caravan.start().awaitEnds(files);

            assertThat(survey).doesNotExist();
            assertThat(caravan.source().resolve("completed/survey/deep/0/3")).hasContent("content ".repeat(3));
            assertThat(caravan.source().resolve("beside")).exists();
            assertThat(untarred(caravan, "survey.tar.zst").lines())
                    .hasSize(1 + 1 + 3 + 20 + 1 + 1)
                    .contains("survey/empty/", "survey/link", "survey/deep/0/3");

            JsonNode job = restore(caravan, "{\"dataset\":\"survey\",\"into\":\"back\",\"target\":\"local\"}");
            assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("COMPLETED");
            run(
                    "diff",
                    "-r",
                    "--no-dereference",
                    caravan.source() + "/completed/survey",
                    caravan.data() + "/restored/back/survey");
            JsonNode again = restore(caravan, "{\"dataset\":\"survey\",\"into\":\"back\"}");
            assertThat(again.path("state").asText()).isEqualTo("FAILED");
            assertThat(again.toString()).contains("overwriting was not asked for");
        }
    }

    @Test
    void onRequestAndNoSecondTime() throws Exception {
        try (Installation caravan = archiving("").with("caravan.scan.at-start", false)) {
            Path file = Files.writeString(caravan.source().resolve("a.txt"), "text");
            caravan.start();
            HttpApi api = HttpApi.of(caravan.service());
            String body = "{\"path\":\"" + file + "\"}";

            String job =
                    HttpApi.json(api.send("POST", "/archives", body)).path("id").asText();
            assertThat(end(caravan, job).path("state").asText()).isEqualTo("COMPLETED");
            assertThat(file).exists();

            assertThat(api.send("POST", "/archives", body).statusCode()).isEqualTo(409);
            assertThat(api.send("POST", "/archives", "{\"path\":\"/etc/passwd\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(api.send("POST", "/archives/restore", "{\"dataset\":\"a.txt\",\"into\":\"../../out\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(api.send(
                                    "POST",
                                    "/archives/restore",
                                    "{\"dataset\":\"a.txt\",\"into\":\"x\",\"target\":\"moon\"}")
                            .body())
                    .contains("one of [local]");
            String forced = HttpApi.json(api.send("POST", "/archives", "{\"path\":\"" + file + "\",\"force\":true}"))
                    .path("id")
                    .asText();
            assertThat(end(caravan, forced).path("state").asText()).isEqualTo("COMPLETED");
        }
    }

    @Test
    void killedInTheMiddleItGoesOn() throws Exception {
        try (Installation caravan = archiving("completed").with("caravan.jobs.lease", "2s")) {
            List<Path> files = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Path file = caravan.source().resolve(i + ".bin");
                byte[] noise = new byte[3_000_000];
                new java.util.Random(i).nextBytes(noise);
                files.add(Files.write(file, noise));
            }
            caravan.start();
            await().atMost(PATIENCE).until(() -> files.stream()
                    .anyMatch(file -> "COMPLETED".equals(caravan.records().get(file, "status"))));
            caravan.service().kill();
            caravan.start().awaitEnds(files);

            for (int i = 0; i < 8; i++) {
                assertThat(caravan.records().get(files.get(i), "status")).isEqualTo("COMPLETED");
                assertThat(files.get(i)).doesNotExist();
                assertThat(untarred(caravan, i + ".bin.tar.gz")).isEqualTo(i + ".bin\n");
            }
            try (Stream<Path> moved = Files.list(caravan.source().resolve("completed"))) {
                assertThat(moved).hasSize(8);
            }
        }
    }

    @Test
    void isRebuiltAndGoesToATargetThatIsAddedLater() throws Exception {
        try (Installation caravan = withTarget(archiving("completed"), 0, "local", "plain")) {
            Path clip = inDirectory(caravan.source(), "area/clip.mp4", "pictures");
            caravan.start().awaitEnds(List.of(clip));
            Map<String, String> before = caravan.records().all(clip);
            caravan.records().redis().execute((RedisCallback<Void>) redis -> {
                redis.serverCommands().flushAll();
                return null;
            });

            assertThat(report(caravan, "/rebuild", "{\"target\":\"local\"}")
                            .path("summary")
                            .path("datasets")
                            .path("recorded")
                            .asInt())
                    .isEqualTo(1);

            Map<String, String> after = caravan.records().all(clip);
            before.remove("job");
            after.remove("job");
            assertThat(after).isEqualTo(before);
            assertThat(report(caravan, "/audits", "{\"content\":\"checksum\"}").path("items"))
                    .isEmpty();
            assertThat(caravan.scan()).doesNotContain("\"claimed\":1");

            caravan.service().stop();
            withTarget(caravan, 1, "second", "versioned").start();
            HttpApi api = HttpApi.of(caravan.service());
            JsonNode queued =
                    HttpApi.json(api.send("POST", "/publications", "{\"target\":\"second\",\"missing\":true}"));
            String job = queued.path("items").path(0).path("job").asText();
            assertThat(end(caravan, job).path("state").asText())
                    .as(queued.toString())
                    .isEqualTo("COMPLETED");
            assertThat(HttpApi.json(api.send(
                                    "POST",
                                    "/archives/restore",
                                    "{\"path\":\"" + clip + "\",\"into\":\"x\",\"target\":\"second\"}"))
                            .path("id")
                            .asText())
                    .satisfies(id ->
                            assertThat(end(caravan, id).path("state").asText()).isEqualTo("COMPLETED"));
            assertThat(caravan.data().resolve("restored/x/clip.mp4")).hasContent("pictures");
        }
    }

    private static Installation withTarget(Installation caravan, int index, String name, String layout) {
        String target = "caravan.publish.targets[" + index + "].";
        return caravan.with(target + "name", name)
                .with(target + "bucket", "caravan")
                .with(target + "prefix", name + "/")
                .with(target + "endpoint", "embedded")
                .with(target + "acl", "public-read")
                .with(target + "layout", layout);
    }

    /** Begins it, waits for its end, and answers its report. */
    private static JsonNode report(Installation caravan, String path, String body) {
        HttpApi api = HttpApi.of(caravan.service());
        String job = HttpApi.json(api.send("POST", path, body)).path("id").asText();
        await().atMost(PATIENCE)
                .until(() -> api.json(path + "/" + job).path("state").asText().equals("COMPLETED"));
        return api.json(path + "/" + job);
    }

    private Installation archiving(String completed) throws IOException {
        return Installation.in(directory)
                .with("caravan.scan.sources[0].profile", "archive")
                .with("caravan.archive.completed.directory", completed);
    }

    private static JsonNode restore(Installation caravan, String body) {
        HttpApi api = HttpApi.of(caravan.service());
        return end(
                caravan,
                HttpApi.json(api.send("POST", "/archives/restore", body))
                        .path("id")
                        .asText());
    }

    private static JsonNode end(Installation caravan, String job) {
        HttpApi api = HttpApi.of(caravan.service());
        await().atMost(PATIENCE).until(() -> List.of("COMPLETED", "FAILED", "CANCELLED")
                .contains(api.json("/jobs/" + job).path("state").asText()));
        return api.json("/jobs/" + job);
    }

    private static List<String> operations(Installation caravan, Path file) {
        JsonNode page = HttpApi.of(caravan.service())
                .json("/operations?limit=100&path="
                        + java.net.URLEncoder.encode(file.toString(), StandardCharsets.UTF_8));
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(item -> item.path("operation_type").asText())
                .toList();
    }

    private static List<Path> scratch(Installation caravan) throws IOException {
        try (Stream<Path> left = Files.list(caravan.data().resolve("scratch"))) {
            return left.collect(Collectors.toList());
        }
    }

    /** What is in the archive of this name of a dataset at the top of the source, in whichever version. */
    private String untarred(Installation caravan, String name) throws Exception {
        try (Stream<Path> objects = Files.walk(caravan.data().resolve("s3/caravan"))) {
            Path bucket = caravan.data().resolve("s3/caravan");
            List<Path> archives = objects.filter(
                            path -> path.getFileName().toString().equals(name)
                                    && bucket.relativize(path).getNameCount() == 3)
                    .toList();
            assertThat(archives).hasSize(1);
            return run("tar", "tf", archives.get(0).toString());
        }
    }

    private String run(String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static Path inDirectory(Path root, String relative, String content) throws IOException {
        Path file = root.resolve(relative);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
