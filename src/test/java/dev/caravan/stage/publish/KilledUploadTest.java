package dev.caravan.stage.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.dataset.Dataset;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetSettings;
import dev.caravan.setting.Secret;
import dev.caravan.support.ARun;
import dev.caravan.support.FaultyProxy;
import dev.caravan.version.Versioning;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** The uploading JVM is killed between two objects, as by `kill -9`. */
@Timeout(120)
class KilledUploadTest {
    @TempDir
    Path temp;

    private final String key = UUID.randomUUID().toString();

    @Test
    void aReplacementThatIsKilledShowsNoMetadataAndTheNextTryFinishesIt() throws Exception {
        AnOctree live = AnOctree.in(temp, key);
        AnOctree next =
                AnOctree.in(temp, key).with("hierarchy.bin", "next hierarchy").with("octree.bin", "next octree");
        try (FaultyProxy proxy = new FaultyProxy(RealS3.SERVER.endpoint())) {
            TargetSettings target = RealS3.targetAt("far", proxy.address());
            publish(target, live.dataset());
            proxy.answer(request -> request.startsWith("PUT") && request.contains("octree.bin")
                    ? Optional.of(FaultyProxy.SILENCE)
                    : Optional.empty());

            Process uploader = uploader(proxy.address(), next.dataset());
            proxy.awaitSilence();
            await().until(() -> content("hierarchy.bin").equals("next hierarchy"));
            uploader.destroyForcibly().waitFor();

            assertThat(status("metadata.json")).isEqualTo(404);
            assertThat(content("octree.bin")).isEqualTo("0123456789");

            proxy.heal();
            proxy.forgetRequests();
            publish(target, next.dataset());

            assertThat(status("metadata.json")).isEqualTo(200);
            assertThat(content("octree.bin")).isEqualTo("next octree");
            assertThat(proxy.requests()).doesNotContain("PUT /clouds/" + key + "/hierarchy.bin");
        }
    }

    /** What the killed JVM runs: address, access key, secret key, dataset key, directory. */
    public static void main(String[] args) throws IOException {
        TargetSettings target = ATarget.named("far")
                .at(URI.create(args[0]))
                .keys(args[1], Secret.of(args[2]))
                .build();
        publish(target, AnOctree.at(Path.of(args[4]), args[3]).dataset());
    }

    private static void publish(TargetSettings target, Dataset dataset) throws IOException {
        PublishSettings settings = new PublishSettings(List.of(target), 1, DataSize.ofMegabytes(5), Map.of());
        try (S3Connections connections = new S3Connections(settings, null)) {
            assertThat(new Bucket(settings, connections, new Versioning(settings, connections).layout())
                            .upload(new Upload(dataset, target.name()), new ARun())
                            .objects())
                    .isEqualTo(3);
        }
    }

    private static Process uploader(URI address, Dataset dataset) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledUploadTest.class.getName(),
                        address.toString(),
                        RealS3.SERVER.accessKey(),
                        RealS3.SERVER.secretKey().reveal(),
                        dataset.key(),
                        dataset.requireOctree().directory().toString()))
                .inheritIO()
                .start();
    }

    private int status(String file) {
        return RealS3.get(address(file)).statusCode();
    }

    private String content(String file) {
        return new String(RealS3.get(address(file)).body());
    }

    private URI address(String file) {
        return RealS3.SERVER.endpoint().resolve("/clouds/" + key + "/" + file);
    }
}
