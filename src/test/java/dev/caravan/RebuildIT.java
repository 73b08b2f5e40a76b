package dev.caravan;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.support.HttpApi;
import dev.caravan.support.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.core.RedisCallback;

/** The packaged service loses its Redis, and what was published; it finds both again. */
class RebuildIT {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory;

    private Installation installation;
    private Path one;
    private Path two;

    @BeforeEach
    void twoPublishedFiles() throws IOException {
        installation = Installation.in(directory);
        one = aLasFile().withRandomPoints(500).writeTo(installation.source().resolve("one.las"));
        two = aLasFile().withRandomPoints(300).writeTo(installation.source().resolve("two.las"));
        installation.with("caravan.scan.on-schedule", false).start();
        installation.awaitEnds(List.of(one, two));
    }

    @AfterEach
    void stop() {
        installation.close();
    }

    @Test
    void whatRedisHasLostIsMadeOfTheManifests() throws Exception {
        Map<String, String> before = installation.records().all(one);
        forget();

        JsonNode dry = report("/rebuild", "{\"target\": \"local\", \"dryRun\": true}");
        assertThat(dry.path("summary").path("datasets").path("recorded").asInt())
                .isEqualTo(2);
        assertThat(installation.records().all(one)).isEmpty();
        report("/rebuild", "{\"target\": \"local\"}");

        Map<String, String> after = installation.records().all(one);
        before.remove("job");
        after.remove("job");
        assertThat(after).isEqualTo(before);
        assertThat(JSON.readTree(installation.scan()).path("unchanged").asInt()).isEqualTo(2);
    }

    @Test
    void whatIsDamagedIsFoundAndMended() throws Exception {
        Path published = installation.data().resolve("s3/caravan");
        Files.delete(version(published.resolve("one")).resolve("octree.bin"));
        Files.writeString(version(published.resolve("two")).resolve("hierarchy.bin"), "shorter");

        JsonNode found = report("/audits", "{\"repair\": true}");
        assertThat(found.path("items").findValuesAsText("class")).containsExactlyInAnyOrder("missing", "changed");
        assertThat(found.path("summary").path("repaired").asInt()).isEqualTo(2);

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(installation.records().get(one, "status")).isEqualTo("COMPLETED");
            assertThat(installation.records().get(two, "status")).isEqualTo("COMPLETED");
        });
        assertThat(report("/audits", "{}").path("items")).isEmpty();
    }

    /** The directory of a dataset's only version. */
    private static Path version(Path dataset) throws IOException {
        try (Stream<Path> versions = Files.list(dataset).filter(Files::isDirectory)) {
            return versions.findFirst().orElseThrow();
        }
    }

    private void forget() {
        installation.records().redis().execute((RedisCallback<Void>) redis -> {
            redis.serverCommands().flushAll();
            return null;
        });
    }

    /** Begins it, waits for its end, and answers its report. */
    private JsonNode report(String path, String body) {
        HttpApi api = HttpApi.of(installation.service());
        String job = HttpApi.json(api.send("POST", path, body)).path("id").asText();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> api.json(path + "/" + job).path("state").asText().equals("COMPLETED"));
        return api.json(path + "/" + job);
    }
}
