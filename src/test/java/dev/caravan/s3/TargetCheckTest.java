package dev.caravan.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.caravan.setting.Secret;
import dev.caravan.support.RealRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TargetCheckTest {
    private static final Secret SECRET = new Secret("secret-of-nobody");

    /** One after the other they would take three seconds each. */
    @Test
    @Timeout(90)
    void serversThatNeverAnswerKeepNobodyWaiting() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            TargetSettings[] targets = IntStream.range(0, 60)
                    .mapToObj(number -> at("silent-" + number, address))
                    .toArray(TargetSettings[]::new);

            assertThat(check(targets)).hasSize(60).allSatisfy(health -> {
                assertThat(health.state()).isEqualTo(TargetHealth.State.AWAY);
                assertThat(health.detail())
                        .startsWith("target '" + health.target() + "' (s3://clouds/")
                        .doesNotContain("secret-of-nobody");
            });
        }
    }

    @Test
    @Timeout(90)
    void eachIsWhatItIs() {
        URI nobody = URI.create("http://127.0.0.1:" + RealRedis.freePort());

        assertThat(check(
                        RealS3.targetAt("here", RealS3.SERVER.endpoint()),
                        at("wrong-key", RealS3.SERVER.endpoint()),
                        at("away", nobody)))
                .extracting(TargetHealth::target, TargetHealth::state)
                .containsExactly(
                        tuple("here", TargetHealth.State.REACHABLE),
                        tuple("wrong-key", TargetHealth.State.REFUSED),
                        tuple("away", TargetHealth.State.AWAY));
    }

    private static List<TargetHealth> check(TargetSettings... targets) {
        PublishSettings settings = RealS3.settings(distinct(targets));
        try (S3Connections connections = RealS3.connections(settings)) {
            return new TargetCheck(settings, connections).targets();
        }
    }

    /** Two targets may not be at one place. */
    private static TargetSettings[] distinct(TargetSettings... targets) {
        return Stream.of(targets)
                .map(target -> ATarget.named(target.name())
                        .prefix(target.name())
                        .at(URI.create(target.endpoint()))
                        .keys(target.accessKey(), target.secretKey())
                        .build())
                .toArray(TargetSettings[]::new);
    }

    private static TargetSettings at(String name, URI address) {
        return ATarget.named(name).at(address).keys("nobody", SECRET).build();
    }
}
