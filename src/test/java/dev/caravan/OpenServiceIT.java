package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.api.ApiKey;
import dev.caravan.setting.Secret;
import dev.caravan.support.CaravanHome;
import dev.caravan.support.CaravanProcess;
import dev.caravan.support.EchoRoute;
import dev.caravan.support.RawHttp;
import dev.caravan.support.RawHttp.Answer;
import dev.caravan.support.RealRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as it is delivered asks nobody who they are; what then protects it from the pages in its user's browser. */
class OpenServiceIT {
    @TempDir
    Path root;

    @Test
    void onlyThisMachineAndNoPageOfAnotherSiteGivesOrders() throws IOException {
        EchoRoute.into(CaravanHome.in(root).routes());
        try (CaravanProcess caravan = CaravanProcess.start(
                        root, "--caravan.api.hosts=maps.internal", "--caravan.api.limits.burst=1000")
                .listening()) {
            int port = caravan.port();

            assertThat(RawHttp.send(port, "GET", EchoRoute.PATH).body())
                    .contains("\"name\":\"anonymous\"")
                    .contains("OPERATOR");
            assertThat(post(port, "localhost:" + port, "http://localhost:" + port)
                            .status())
                    .isEqualTo(200);
            assertThat(post(port, "maps.internal", "http://maps.internal").status())
                    .isEqualTo(200);
            assertRefused(post(port, "evil.example:" + port, "http://evil.example:" + port));
            assertRefused(post(port, "localhost:" + port, "https://evil.example"));
            assertRefused(RawHttp.send(port, "GET /actuator/health HTTP/1.1\nHost: evil.example\n\n"));
        }
    }

    @Test
    void whoAsksTooOftenWaits() throws IOException {
        EchoRoute.into(CaravanHome.in(root).routes());
        try (CaravanProcess caravan = CaravanProcess.start(
                        root, "--caravan.api.limits.burst=2", "--caravan.api.limits.requests-per-second=1")
                .listening()) {
            Answer answer = RawHttp.send(caravan.port(), "GET", EchoRoute.PATH);
            for (int request = 0; request < 100 && answer.status() == 200; request++) {
                answer = RawHttp.send(caravan.port(), "GET", EchoRoute.PATH);
            }

            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.isProblem()).isTrue();
            assertThat(answer.headers()).contains("retry-after: 1");
            assertThat(RawHttp.send(caravan.port(), "GET", "/actuator/health/liveness")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aPortOfItsOwnForManagementAsksForAKeyToo() throws IOException {
        CaravanHome.in(root);
        int management = RealRedis.freePort();
        Secret key = ApiKey.random();
        try (CaravanProcess caravan = CaravanProcess.start(
                root,
                "--management.server.port=" + management,
                "--management.endpoint.health.probes.add-additional-paths=true",
                "--management.server.address=0.0.0.0",
                "--caravan.api.keys[0].name=script",
                "--caravan.api.keys[0].role=viewer",
                "--caravan.api.keys[0].hash=" + ApiKey.hash(key))) {
            assertThat(awaited(management).status()).isEqualTo(200);
            assertThat(RawHttp.send(management, "GET", "/actuator/health").status())
                    .isEqualTo(401);
            assertThat(RawHttp.send(management, "GET", "/actuator/health", "X-API-Key: " + key.reveal())
                            .status())
                    .isIn(200, 503);
        }
    }

    private static Answer awaited(int port) {
        return await().atMost(Duration.ofMinutes(2))
                .ignoreException(UncheckedIOException.class)
                .until(() -> RawHttp.send(port, "GET", "/actuator/health/readiness"), answer -> answer.status() == 200);
    }

    private static Answer post(int port, String host, String origin) {
        return RawHttp.send(
                port,
                "POST " + EchoRoute.PATH + " HTTP/1.1\nHost: " + host + "\nOrigin: " + origin
                        + "\nContent-Length: 0\n\n");
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.body()).doesNotContain("evil.example");
    }
}
