package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.support.CaravanProcess;
import dev.caravan.support.HttpApi;
import dev.caravan.support.LasFiles;
import dev.caravan.support.PointerReader;
import dev.caravan.support.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A reader follows the pointer of a dataset all the time, while it is replaced, and the service killed, and rolled back. */
class VersionsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path home;

    private Site site;
    private CaravanProcess service;

    @BeforeEach
    void aSite() throws IOException {
        site = new Site(home);
        site.redis().start();
        service = start();
    }

    @AfterEach
    void close() throws IOException {
        site.close();
    }

    @Test
    void aReaderNeverSeesAnErrorNorPartsOfTwoVersions() throws Exception {
        try (PointerReader reader = new PointerReader(site.s3().address("first/cloud/latest.json"))) {
            replace(1);
            isLive(reader, 1);
            replace(2);
            isLive(reader, 2);
            int version = 3;
            for (String stage : List.of("publish", "publish-s3", "record")) {
                replace(version);
                killAt(stage);
                service = start();
                isLive(reader, version++);
            }
            replace(version);
            isLive(reader, version);

            assertThat(reader.faults()).isEmpty();
            assertThat(reader.rounds()).isGreaterThan(version);
            assertThat(site.record("cloud").get("url")).endsWith(last(reader) + "/metadata.json");

            rollsBack(reader);
            assertThat(reader.faults()).isEmpty();
        }
    }

    private void rollsBack(PointerReader reader) throws Exception {
        List<String> versions = new ArrayList<>(reader.versions());
        String before = versions.get(versions.size() - 2);

        var answer = HttpApi.of(service).send("POST", "/publications/rollback", "{\"dataset\": \"cloud\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).at("/items/0/to").asText()).isEqualTo(before);
        assertThat(live()).isEqualTo(before);
        assertThat(site.record("cloud").get("url")).endsWith(before + "/metadata.json");
        JsonNode listed = JSON.readTree(
                service.get("/api/v1/publications/versions?dataset=cloud").body());
        assertThat(listed.findValuesAsText("state")).contains("LIVE", "KEPT");

        scan();
        assertThat(live()).isEqualTo(before);
        replace(99);
        await().atMost(PATIENCE).until(() -> live().compareTo(last(reader)) >= 0 && !live().equals(before));
    }

    private CaravanProcess start() throws IOException {
        String[] target = site.s3().onlyTarget("first", site.s3().endpoint()).stream()
                .map(setting -> setting.replace("layout=plain", "layout=versioned"))
                .toArray(String[]::new);
        return site.start(target).listening();
    }

    /** Another version of the file, as many points larger. */
    private void replace(int version) throws IOException {
        Path file = LasFiles.aLasFile().withRandomPoints(Site.POINTS + version).writeTo(home.resolve("next.las"));
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(version)));
        Files.move(file, site.fileOf("cloud"), StandardCopyOption.REPLACE_EXISTING);
        scan();
    }

    private void scan() {
        await().atMost(PATIENCE).until(() -> service.post("/api/v1/scan").statusCode() == 200);
    }

    /** At the stage, or later, when it was faster than we look. */
    private void killAt(String stage) throws IOException {
        List<String> stages = List.of("convert", "verify", "publish", "publish-s3", "record");
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> stages.indexOf(site.job("cloud").get("stage")) >= stages.indexOf(stage)
                        || site.completed("cloud"));
        service.kill();
    }

    /** So many versions have been read whole, and the job is done. */
    private void isLive(PointerReader reader, int versions) {
        await().atMost(PATIENCE).until(() -> reader.versions().size() == versions && site.completed("cloud"));
    }

    private String live() throws IOException {
        try (var content = site.s3().address("first/cloud/latest.json").toURL().openStream()) {
            return JSON.readTree(content).path("version").asText();
        }
    }

    private static String last(PointerReader reader) {
        List<String> versions = new ArrayList<>(reader.versions());
        return versions.get(versions.size() - 1);
    }
}
