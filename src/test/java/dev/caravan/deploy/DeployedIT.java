package dev.caravan.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.support.CaravanProcess;
import dev.caravan.support.StoppableRedis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service with the application.yaml that the chart writes, its paths and addresses those of this machine. */
class DeployedIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String KEYS = """
            caravan:
              api:
                keys:
                  - name: "admin"
                    role: operator
                    hash: sha256:%s
            """.formatted("0".repeat(64));

    private static final Path CARAVAN = Path.of("").toAbsolutePath();

    @TempDir
    private Path home;

    @Test
    void itIsReadyWithRedisOnlyAndAliveWithout() throws IOException {
        try (StoppableRedis redis = new StoppableRedis(home.resolve("redis")).start()) {
            Files.writeString(Files.createDirectories(home.resolve("keys")).resolve("keys.yaml"), KEYS);
            Files.writeString(home.resolve("application.yaml"), settings(redis.port()));
            try (CaravanProcess caravan = CaravanProcess.start(home, "--caravan.s3.embedded-port=0")) {
                caravan.listening();
                assertThat(caravan.get("/actuator/health/readiness").body()).doesNotContain("components");
                assertThat(caravan.get("/api/v1/stats").statusCode()).isEqualTo(401);

                redis.stop();

                await().atMost(PATIENCE).until(() -> status(caravan, "readiness"), status -> status == 503);
                assertThat(status(caravan, "liveness")).isEqualTo(200);

                redis.start();

                await().atMost(PATIENCE).until(() -> status(caravan, "readiness"), status -> status == 200);
            }
        }
    }

    /** What the two containers of `helm test` run. */
    @Test
    void theSmokeTestPasses() throws IOException, InterruptedException {
        JsonNode pod = Chart.tests("{}").one("Pod/my-caravan-test").path("spec");
        // In this order: the project may lie below /tmp.
        String script = pod.at("/initContainers/0/args/0")
                .asText()
                .replace("/tmp/", home + "/")
                .replace("/opt/caravan/", CARAVAN + "/");
        try (StoppableRedis redis = new StoppableRedis(home.resolve("redis")).start()) {
            Files.writeString(Files.createDirectories(home.resolve("keys")).resolve("keys.yaml"), KEYS);
            Files.writeString(home.resolve("application.yaml"), settings(redis.port()));
            List<String> doctor = new ArrayList<>(List.of(CARAVAN + "/bin/caravan"));
            doctor.addAll(Manifests.words(pod.at("/containers/0/args")));
            doctor.addAll(List.of("--server.port=0", "--caravan.s3.embedded-port=0"));

            assertThat(output(List.of("sh", "-ec", script))).contains("20,000 points");
            assertThat(output(doctor)).contains("ok       redis").doesNotContain("FAILED");
        }
    }

    private String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static int status(CaravanProcess caravan, String probe) {
        return caravan.get("/actuator/health/" + probe).statusCode();
    }

    private String settings(int redisPort) {
        return Chart.rendered("{config: {caravan: {scan: {on-schedule: false, at-start: false}}}}")
                .one("ConfigMap/my-caravan-config")
                .at("/data/application.yaml")
                .asText()
                .replace("data: /data", "data: " + home.resolve("data"))
                .replace("/etc/caravan", home.toString())
                .replace("host: my-caravan-redis", "host: 127.0.0.1")
                .replace("port: 6379", "port: " + redisPort);
    }
}
