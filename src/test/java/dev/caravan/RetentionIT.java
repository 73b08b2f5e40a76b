package dev.caravan;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.support.HttpApi;
import dev.caravan.support.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service: what is deleted is marked, what is unpublished is gone, and nothing else is. */
class RetentionIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    @Test
    void deletedSourcesAreMarkedAndUnpublishedByHandAndByPolicy() throws IOException {
        try (Installation service = Installation.in(directory)
                .with("caravan.retention.unpublish-deleted-after", "1s")
                .with("caravan.retention.protect[0]", "kept*")
                .start()) {
            Path source = service.source().toRealPath();
            Path outer = file(source, "a.las");
            Path inner = file(source, "a/b.las");
            Path kept = file(source, "kept.las");
            Path byPolicy = file(source, "c.las");
            service.scan();
            service.awaitEnds(List.of(outer, inner, kept, byPolicy));
            List.of(outer, inner, kept, byPolicy).forEach(service::assertPublished);
            HttpApi api = HttpApi.of(service.service());
            String address = service.records().get(outer, "url");

            JsonNode dryRun = post(api, "/publications/unpublish", "{\"paths\": [\"" + outer + "\"]}", 200);
            assertThat(dryRun.path("queued").asInt()).isEqualTo(1);
            assertThat(service.fetch(address).statusCode()).isEqualTo(200);
            post(api, "/publications/unpublish", "{\"paths\": [\"" + kept + "\"], \"dryRun\": false}", 409);

            post(api, "/publications/unpublish", "{\"paths\": [\"" + outer + "\"], \"dryRun\": false}", 202);
            awaitUnpublished(service, outer);
            assertThat(service.fetch(address).statusCode()).isEqualTo(404);
            service.assertPublished(inner);
            service.scan();
            assertThat(service.records().get(outer, "status")).isEqualTo("COMPLETED");
            assertThat(service.records().get(outer, "unpublished_at")).isNotNull();

            Files.delete(byPolicy);
            Files.delete(kept);
            service.scan();
            awaitDeleted(service, byPolicy);
            awaitDeleted(service, kept);
            service.records().set(byPolicy, "deleted_at", "1000");
            service.records().set(kept, "deleted_at", "1000");
            JsonNode look = post(api, "/retention", "{}", 200);
            assertThat(look.path("due").asInt()).isEqualTo(2);
            assertThat(look.path("queued").asInt()).isEqualTo(1);
            assertThat(look.toString()).contains("it is protected by 'kept*'");

            post(api, "/retention", "{\"dryRun\": false}", 202);
            awaitUnpublished(service, byPolicy);
            assertThat(service.fetch(service.records().get(kept, "url")).statusCode())
                    .isEqualTo(200);
            service.assertPublished(inner);
        }
    }

    @Test
    void aLossThatLooksLikeAShareThatIsNotMountedIsNotMarkedUntilSomebodyConfirms() throws IOException {
        try (Installation service = Installation.in(directory).start()) {
            Path source = service.source().toRealPath();
            List<Path> files = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                files.add(file(source, "share/" + i + ".las"));
            }
            service.scan();
            service.awaitEnds(files);
            Path stays = file(source, "stays.las");
            Files.move(source.resolve("share"), directory.resolve("share"));
            service.scan();
            service.awaitEnds(List.of(stays));
            HttpApi api = HttpApi.of(service.service());

            await().atMost(PATIENCE).until(() -> api.json("/deleted").toString().contains("largest-loss"));
            assertThat(files).allMatch(file -> service.records().get(file, "deleted_at") == null);
            assertThat(service.service().get("/actuator/health").statusCode()).isEqualTo(503);

            JsonNode look = post(api, "/deleted/confirm", "{\"source\": \"" + source + "\"}", 200);
            assertThat(look.path("marked").asInt()).isEqualTo(12);
            assertThat(api.json("/files?deleted=true").path("items")).hasSize(12);
            assertThat(service.service().get("/actuator/health").statusCode()).isEqualTo(200);
        }
    }

    private static void awaitUnpublished(Installation service, Path file) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(service.records().all(file))
                        .containsKey("unpublished_at")
                        .containsEntry("status", "COMPLETED"));
    }

    private static void awaitDeleted(Installation service, Path file) {
        await().atMost(PATIENCE).until(() -> service.records().get(file, "deleted_at") != null);
    }

    private static Path file(Path source, String name) throws IOException {
        Path file = source.resolve(name);
        Files.createDirectories(file.getParent());
        return aLasFile().withRandomPoints(50).writeTo(file);
    }

    private static JsonNode post(HttpApi api, String path, String body, int status) {
        var answer = api.send("POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return HttpApi.tree(answer);
    }
}
