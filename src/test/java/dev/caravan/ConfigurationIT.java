package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.api.ApiKey;
import dev.caravan.setting.Secret;
import dev.caravan.support.CaravanHome;
import dev.caravan.support.CaravanProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A configuration that cannot work stops the start with one line; a key on the API keeps strangers out. */
class ConfigurationIT {
    private static final String KEY = ApiKey.random().reveal();

    @TempDir
    Path root;

    @Test
    void aMisspeltKeyInTheFileStopsTheStart() throws IOException {
        CaravanHome.in(root, "    sheduel: 0 0 3 * * ?");

        assertThat(lineOfAFailedStart())
                .contains("caravan.scan.sheduel: no such key")
                .contains("caravan.scan.schedule")
                .contains("application.yaml");
    }

    @Test
    void aTargetWithoutABucketStopsTheStart() throws IOException {
        CaravanHome.in(root);
        Files.writeString(root.resolve("application.yaml"), """
                caravan:
                  publish:
                    targets:
                      - name: archive
                        access-key: AKIAEXAMPLE
                        secret-key: hunter2hunter2
                """);

        assertThat(lineOfAFailedStart())
                .contains("caravan.publish.targets[archive].bucket: '' is not allowed; it must be")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--caravan.scan.schedule=daily",
                "--caravan.convert.workers=many",
                "--server.address=0.0.0.0",
                "--caravan.redis.embedded-port=70000"
            })
    void aMistakeOnTheCommandLineStopsTheStart(String setting) throws IOException {
        CaravanHome.in(root);
        String key = setting.substring(2, setting.indexOf('='));
        String value = setting.substring(setting.indexOf('=') + 1);

        assertThat(lineOfAFailedStart(setting)).contains(key + ": '" + value + "' is not allowed; it must be ");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        CaravanHome home = CaravanHome.in(root);
        try (ServerSocket taken = new ServerSocket(home.redisPort(), 1, InetAddress.getByName("127.0.0.1"))) {
            try (CaravanProcess caravan = CaravanProcess.start(root)) {
                assertThat(caravan.exitCode()).as(caravan.output()).isEqualTo(2);
                assertThat(caravan.output())
                        .contains("caravan.redis.embedded-port: '" + taken.getLocalPort() + "' is not allowed")
                        .doesNotContain("\tat ");
            }
        }
    }

    @Test
    void withAKeyNobodyGetsInWithoutIt() throws IOException {
        CaravanHome.in(root);
        try (CaravanProcess caravan = CaravanProcess.start(
                        root,
                        "--caravan.api.keys[0].name=script",
                        "--caravan.api.keys[0].role=operator",
                        "--caravan.api.keys[0].hash=" + ApiKey.hash(new Secret(KEY)),
                        "--server.address=0.0.0.0")
                .listening()) {
            assertRefused(caravan.post("/api/v1/scan"));
            assertRefused(caravan.post("/api/v1/scan", "Authorization", "Bearer wrong"));
            assertRefused(caravan.post("/api/v1/scan", "Authorization", "Bearer "));
            assertRefused(caravan.post("/api/v1/scan", "Authorization", KEY));
            assertRefused(caravan.get("/actuator/health"));
            assertThat(caravan.post("/api/v1/scan", "Authorization", "Bearer " + KEY)
                            .statusCode())
                    .isIn(200, 409);
            assertThat(caravan.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(caravan.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            for (String trick : tricks()) {
                assertThat(caravan.post(trick).statusCode()).as(trick).isIn(400, 401, 404);
                assertThat(caravan.get(trick).body()).as(trick).doesNotContain("components");
            }
            assertThat(caravan.output()).doesNotContain(KEY);
        }
    }

    private static List<String> tricks() {
        return List.of(
                "/actuator/health/../../api/v1/scan",
                "/actuator/health/liveness/../../../api/v1/scan",
                "/actuator/health/liveness/%2e%2e/%2e%2e/%2e%2e/api/v1/scan",
                "/actuator/health/liveness/..%2f..%2f..%2fapi/v1/scan",
                "/actuator/health/liveness/..;x=/..;x=/..;x=/api/v1/scan",
                "/actuator/health/liveness;x=/../../../api/v1/scan",
                "/api/v1/scan;x=",
                "/api/v1/scan;/actuator/health/liveness",
                "/api/v1/scan?/actuator/health/liveness",
                "/api/v1/scan/",
                "//api/v1/scan",
                "/API/v1/scan",
                "/actuator/health/liveness/..",
                "/actuator/health;/liveness/..",
                "/actuator/health/liveness/%2e%2e");
    }

    private static void assertRefused(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(new ObjectMapper().readTree(answer.body()).get("status").asInt())
                .isEqualTo(401);
    }

    private String lineOfAFailedStart(String... settings) throws IOException {
        try (CaravanProcess caravan = CaravanProcess.start(root, settings)) {
            assertThat(caravan.exitCode()).as(caravan.output()).isEqualTo(2);
            List<String> lines = caravan.output()
                    .lines()
                    .filter(line -> !line.isBlank() && !line.contains(" INFO "))
                    .toList();
            assertThat(lines).as(caravan.output()).hasSize(1);
            return lines.get(0);
        }
    }
}
