package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.remote.WebServer;
import dev.caravan.support.HttpApi;
import dev.caravan.support.Installation;
import dev.caravan.support.PosedGeoZarr;
import dev.caravan.zarr.ZarrSample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An item of a catalogue is submitted, and ends as a published GeoZarr. */
class GeoZarrIT {
    private static final String ITEM = """
            {"type": "Feature", "stac_version": "1.0.0", "id": "S2B", "properties": {"datetime": "2025-05-18T11:21:19Z"},
             "assets": {"product": {"href": "../a.zarr", "type": "application/vnd+zarr", "roles": ["data"]}}}
            """;

    @TempDir
    private Path directory;

    @Test
    void anItemBecomesAPublishedGeoZarr() throws Exception {
        Path catalogue = Files.createDirectories(directory.resolve("catalogue/items"));
        Files.writeString(catalogue.resolve("S2B.json"), ITEM);
        ZarrSample.V2_CONSOLIDATED.in(catalogue.resolveSibling("a.zarr"));
        PosedGeoZarr command = new PosedGeoZarr(directory.resolve("bin"));
        try (WebServer server = new WebServer(catalogue.getParent());
                Installation caravan = Installation.in(directory)
                        .with("caravan.geozarr.sources[0]", server.address())
                        .with("caravan.geozarr.private-addresses", true)
                        .with("caravan.geozarr.exec.command", command.command())
                        .start()) {
            HttpApi api = HttpApi.of(caravan.service());
            String source = server.address() + "/items/S2B.json";
            String body = "{\"source\":\"" + source + "\",\"groups\":[\"measurements/reflectance/r10m/\"]}";

            JsonNode job = end(api, submit(api, body));
            String again = submit(api, body);

            assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("COMPLETED");
            assertThat(job.path("type").asText()).isEqualTo("geozarr_conversion");
            assertThat(again).isEqualTo(job.path("id").asText());
            assertThat(Files.readAllLines(command.runs()))
                    .singleElement()
                    .asString()
                    .startsWith("convert " + server.address() + "/a.zarr ")
                    .endsWith(" --groups /measurements/reflectance/r10m");
            String pointer = caravan.fetch(address(job).replaceFirst("/[^/]+/zarr\\.json$", "/latest.json"))
                    .body();
            assertThat(pointer).contains("zarr.json");
            assertThat(caravan.fetch(address(job)).body()).contains("consolidated_metadata");
            try (Stream<Path> left = Files.list(caravan.data().resolve("scratch"))) {
                assertThat(left).isEmpty();
            }

            JsonNode failed =
                    end(api, submit(api, "{\"source\":\"" + source + "\",\"groups\":[\"/measurements/r10m\"]}"));
            assertThat(failed.path("state").asText()).isEqualTo("FAILED");
            assertThat(failed.toString())
                    .contains("has no group '/measurements/r10m' (did you mean /measurements/reflectance/r10m");
            assertThat(Files.readAllLines(command.runs())).hasSize(1);
            for (String other : List.of("http://127.0.0.1:1/a.zarr", "/etc/passwd")) {
                assertThat(api.send("POST", "/geozarr", "{\"source\":\"" + other + "\"}")
                                .statusCode())
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void whatIsPublishedIsDoneAgainRolledBackLookedAtAndTakenOut() throws Exception {
        Path products = Files.createDirectories(directory.resolve("products")).toRealPath();
        ZarrSample.V2_CONSOLIDATED.in(products.resolve("a.zarr"));
        PosedGeoZarr command = new PosedGeoZarr(directory.resolve("bin"));
        try (Installation caravan = Installation.in(directory)
                .with("caravan.geozarr.sources[0]", products)
                .with("caravan.geozarr.groups[0]", "/measurements/reflectance/r10m")
                .with("caravan.geozarr.exec.command", command.command())
                .start()) {
            HttpApi api = HttpApi.of(caravan.service());
            end(api, submit(api, "{\"source\":\"" + products.resolve("a.zarr") + "\"}"));

            JsonNode same = end(api, again(api, ", \"changed\": true"));
            assertThat(same.path("state").asText()).as(same.toString()).isEqualTo("COMPLETED");
            assertThat(same.path("result").path("unchanged").asBoolean()).isTrue();
            assertThat(Files.readAllLines(command.runs())).hasSize(1);

            JsonNode forced = end(api, again(api, ""));
            assertThat(forced.path("state").asText()).as(forced.toString()).isEqualTo("COMPLETED");
            assertThat(Files.readAllLines(command.runs())).hasSize(2);
            assertThat(api.json("/publications/versions?dataset=geozarr/a").path("items"))
                    .hasSize(2);
            assertThat(send(api, "/publications/rollback", "{\"dataset\":\"geozarr/a\"}")
                            .path("items"))
                    .hasSize(1);

            JsonNode seen = send(api, "/publications/check", "{\"dataset\":\"geozarr/a\"}");
            assertThat(seen.path("ok").asBoolean()).as(seen.toString()).isTrue();
            assertThat(seen.findValuesAsText("check"))
                    .contains("open", "metadata", "range measurements/reflectance/r10m/b02/c/0/0", "pointer");

            send(api, "/publications/unpublish", "{\"datasets\":[\"geozarr/a\"],\"dryRun\":false}");
            end(api, jobOf(api));
            assertThat(api.json("/publications?dataset=geozarr/a").path("items"))
                    .isEmpty();
            assertThat(caravan.fetch(address(forced)).statusCode()).isGreaterThanOrEqualTo(400);
        }
    }

    private static String again(HttpApi api, String more) {
        return send(api, "/geozarr/reprocess", "{\"datasets\": [\"geozarr/a\"]" + more + "}")
                .path("items")
                .get(0)
                .path("job")
                .asText();
    }

    private static String jobOf(HttpApi api) {
        return api.json("/jobs?type=unpublish").path("items").get(0).path("id").asText();
    }

    private static JsonNode send(HttpApi api, String path, String body) {
        return HttpApi.json(api.send("POST", path, body));
    }

    private static String address(JsonNode job) {
        return job.findValue("addresses").get(0).asText();
    }

    private static String submit(HttpApi api, String body) {
        return HttpApi.json(api.send("POST", "/geozarr", body)).path("id").asText();
    }

    private static JsonNode end(HttpApi api, String job) {
        return await().atMost(Duration.ofMinutes(2))
                .until(() -> api.json("/jobs/" + job), view -> List.of("COMPLETED", "FAILED", "CANCELLED")
                        .contains(view.path("state").asText()));
    }
}
