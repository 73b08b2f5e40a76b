package dev.caravan;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.sample.SampleTerrain;
import dev.caravan.support.HttpApi;
import dev.caravan.support.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.stream.MapRecord;

/** How far a job is can be read in Redis while it runs, whoever converts. */
class ProgressIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void ofACommandThatSpeaksLikePotreeConverter() throws IOException {
        try (Installation caravan = Installation.in(directory)
                .with("caravan.convert.runner", "exec")
                .with("caravan.convert.exec.command", converter())) {
            Path file =
                    aLasFile().withRandomPoints(1000).writeTo(caravan.source().resolve("a.las"));
            caravan.start();

            JsonNode counting = awaitProgress(caravan, file, "counting", 40);
            assertThat(counting.path("done").asLong()).isEqualTo(400);
            assertThat(counting.path("total").asLong()).isEqualTo(1000);
            assertThat(counting.path("current").asText()).isEqualTo(file.toString());
            Files.createFile(directory.resolve("go-1"));
            JsonNode indexing = awaitProgress(caravan, file, "indexing", 50);
            assertThat(indexing.path("peakMemoryBytes").asLong()).isPositive();
            assertThat(indexing.path("etaSeconds").asDouble()).isNotNegative();
            Files.createFile(directory.resolve("go-2"));
            caravan.awaitEnds(List.of(file));

            assertThat(caravan.assertFailed(file)).contains("line 2 of its last words");
        }
    }

    @Test
    void ofAJavaOfItsOwnAndOfWhatFollows() throws IOException {
        try (Installation caravan = Installation.in(directory).with("caravan.convert.builtin.child-from", 0)) {
            Path unfinished = caravan.home().resolve("terrain.unfinished");
            SampleTerrain.write(unfinished, 1_500_000, 1);
            Path file = Files.move(unfinished, caravan.source().resolve("terrain.las"));
            caravan.start().awaitEnds(List.of(file));
            caravan.assertPublished(file);

            assertThat(events(caravan, "progress"))
                    .extracting(event -> event.get("progress").toString())
                    .anyMatch(progress -> progress.matches(".*\"peakMemoryBytes\":\\d{8,}.*"));
            // Told twice a second: a phase that is shorter may be missed.
            assertThat(phases(caravan)).contains("upload").containsAnyOf("distribute", "build");
            assertThat(events(caravan, "scan"))
                    .extracting(event -> event.get("state"))
                    .contains("started", "ended");
            JsonNode result = JSON.readTree(field(caravan, file, "result"));
            assertThat(result.path("engine").asText()).isEqualTo("child");
            assertThat(result.path("points").asLong()).isEqualTo(1_500_000);
            assertThat(result.path("peakMemoryBytes").asLong()).isGreaterThan(50_000_000);
            assertThat(result.path("octree").asText()).endsWith("terrain.octree");
            JsonNode upload = HttpApi.of(caravan.service())
                    .json("/jobs?parent=" + caravan.records().get(file, "job"))
                    .at("/items/0/result");
            assertThat(upload.path("objectsSent").asInt())
                    .describedAs("with caravan.json")
                    .isEqualTo(4);
        }
    }

    private static JsonNode awaitProgress(Installation caravan, Path file, String phase, double percent) {
        return await().atMost(PATIENCE)
                .until(
                        () -> JSON.readTree(field(caravan, file, "progress")),
                        progress -> progress.path("phase").asText().equals(phase)
                                && progress.path("percent").asDouble() == percent
                                && progress.path("peakMemoryBytes").asLong() > 0);
    }

    private static String field(Installation caravan, Path file, String field) {
        String job = caravan.records().get(file, "job");
        Object value =
                job == null ? null : caravan.records().redis().opsForHash().get("job:" + job, field);
        return value == null ? "{}" : value.toString();
    }

    private static Set<String> phases(Installation caravan) throws IOException {
        Set<String> phases = new TreeSet<>();
        for (var event : events(caravan, "progress")) {
            phases.add(JSON.readTree(event.get("progress").toString())
                    .path("phase")
                    .asText());
        }
        return phases;
    }

    private static List<Map<Object, Object>> events(Installation caravan, String kind) {
        return caravan.records().redis().opsForStream().range("events", Range.unbounded()).stream()
                .map(MapRecord::getValue)
                .filter(event -> kind.equals(event.get("kind")))
                .toList();
    }

    /** Goes on when a file says so, and fails with some last words. */
    private Path converter() throws IOException {
        String tail = "[RAM: 0.4GB (highest 0.4GB), CPU: 100%]'\n";
        Path script = Files.writeString(
                directory.resolve("converter"),
                "#!/bin/sh\necho \"#points: 1'000\"\n"
                        + "echo '[13%, 1s], [COUNTING: 40%, duration: 1s, throughput: 4MPs]" + tail
                        + waiting("go-1")
                        + "echo '[83%, 8s], [INDEXING: 50%, duration: 2s, throughput: 0MPs]" + tail
                        + waiting("go-2")
                        + "echo line 2 of its last words\nexit 7\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private String waiting(String file) {
        return "while [ ! -e '" + directory.resolve(file) + "' ]; do sleep 0.1; done\n";
    }
}
