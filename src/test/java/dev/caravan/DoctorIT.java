package dev.caravan;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.support.CaravanProcess;
import dev.caravan.support.Installation;
import dev.caravan.support.RealRedis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `caravan doctor`, of a service that runs and of one that cannot. */
class DoctorIT {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path directory;

    /** What the command has printed, and how it ended. */
    private record Said(int exit, String out, String err) {

        JsonNode diagnosis() throws IOException {
            return JSON.readTree(out);
        }

        JsonNode finding(String check, String status) throws IOException {
            for (JsonNode finding : diagnosis().path("items")) {
                if (finding.path("check").asText().equals(check)
                        && finding.path("status").asText().equals(status)) {
                    return finding;
                }
            }
            throw new AssertionError("no " + status + " of " + check + " in " + this);
        }
    }

    @Test
    void allIsWellInAFreshInstallation() throws Exception {
        try (Installation caravan = Installation.in(directory)) {
            aLasFile().withRandomPoints(50).writeTo(caravan.source().resolve("a.las"));
            caravan.start();

            Said said = doctor(
                    caravan.home(),
                    "--url",
                    "http://127.0.0.1:" + caravan.service().port(),
                    "--json");

            assertThat(said.exit()).as(said.toString()).isZero();
            assertThat(said.diagnosis().path("failed").asInt()).isZero();
            for (String check : List.of("settings", "redis", "targets", "sources", "directories", "converter", "api")) {
                assertThat(said.finding(check, "OK").path("message").asText()).isNotEmpty();
            }
            assertThat(said.finding("cluster", "SKIPPED").path("message").asText())
                    .contains("builtin");
            Said words = doctor(
                    caravan.home(),
                    "--url",
                    "http://127.0.0.1:" + caravan.service().port(),
                    "--check",
                    "redis");
            assertThat(words.out()).contains("ok       redis 127.0.0.1:").doesNotContain("sources");
        }
    }

    @Test
    void whatIsBrokenIsNamedWithItsRemedy() throws Exception {
        int nobody = RealRedis.freePort();
        try (Installation caravan = Installation.in(directory)
                .with("caravan.scan.sources[0].path", "gone")
                .with("caravan.publish.targets[0].name", "far")
                .with("caravan.publish.targets[0].bucket", "clouds")
                .with("caravan.publish.targets[0].endpoint", "http://127.0.0.1:" + nobody)
                .with("caravan.publish.targets[0].access-key", "somebody")
                .with("caravan.publish.targets[0].secret-key", "a-secret-of-somebody")) {
            caravan.start();

            Said said = doctor(
                    caravan.home(),
                    "--url",
                    "http://127.0.0.1:" + caravan.service().port());

            assertThat(said.exit()).as(said.toString()).isEqualTo(1);
            assertThat(said.out())
                    .contains("FAILED   sources ", "caravan.scan.sources[0].path")
                    .contains("FAILED   targets far: ", "curl -I http://127.0.0.1:" + nobody)
                    .doesNotContain("a-secret-of-somebody");
        }
    }

    @Test
    void withoutAServiceTheSameSettingsAreLookedAt() throws Exception {
        Path home = home("caravan.scan.sources[0].path: in");
        aLasFile()
                .withRandomPoints(50)
                .writeTo(Files.createDirectory(home.resolve("in")).resolve("a.las"));

        Said well = doctor(home, settings("--json"));
        Said broken = doctor(
                home,
                settings(
                        "--json",
                        "--caravan.scan.sources[0].path=gone",
                        "--caravan.redis.embedded=false",
                        "--spring.data.redis.port=" + RealRedis.freePort()));

        assertThat(well.exit()).as(well.toString()).isZero();
        assertThat(well.finding("settings", "OK").path("message").asText()).contains("application.yaml");
        assertThat(well.finding("redis", "SKIPPED").path("message").asText()).contains("started with the service");
        assertThat(well.finding("targets", "SKIPPED").path("message").asText()).contains("started with the service");
        assertThat(well.finding("sources", "OK").path("subject").asText()).endsWith("/in");
        assertThat(home.resolve("data")).doesNotExist();
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.finding("sources", "FAILED").path("remedy").asText())
                .contains("caravan.scan.sources[0].path");
        assertThat(broken.finding("redis", "FAILED").path("remedy").asText()).contains("redis-cli -h localhost -p ");
    }

    @Test
    void settingsThatAreWrongAreAFinding() throws Exception {
        Path home = home("caravan.scan.scedule: now");

        Said said = doctor(home, settings());

        assertThat(said.exit()).as(said.toString()).isEqualTo(1);
        assertThat(said.out()).contains("FAILED   settings: ", "caravan.scan.scedule", "application.yaml");
        assertThat(said.out().lines().count()).isEqualTo(3);
        assertThat(doctor(home("caravan.scan.settle: 1s"), settings("--check", "disk"))
                        .exit())
                .isEqualTo(2);
    }

    private Path home(String yaml) throws IOException {
        Path home = Files.createDirectories(directory.resolve("home"));
        Files.writeString(home.resolve("application.yaml"), yaml + "\n");
        return home;
    }

    /** Of a service that would not get into the way of others. */
    private static String[] settings(String... more) {
        List<String> words = new ArrayList<>(List.of("--offline", "--server.port=0"));
        words.add("--caravan.redis.embedded-port=0");
        words.add("--caravan.s3.embedded-port=0");
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private Said doctor(Path home, String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dsun.jnu.encoding=UTF-8",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                CaravanProcess.jar().toString(),
                "doctor"));
        line.addAll(List.of(words));
        Path err = Files.createTempFile(directory, "err", ".txt");
        Process process = new ProcessBuilder(line)
                .directory(home.toFile())
                .redirectError(err.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Said(process.exitValue(), out, Files.readString(err));
    }
}
