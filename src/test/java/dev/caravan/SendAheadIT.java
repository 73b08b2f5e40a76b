package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sample.SampleTerrain;
import dev.caravan.support.FaultyProxy;
import dev.caravan.support.Installation;
import dev.caravan.support.SendingNode;
import dev.caravan.support.StoppableS3;
import dev.caravan.support.cluster.Kubeconfig;
import dev.caravan.support.cluster.SimulatedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One Job for conversion and upload: a node that runs the packaged `convert`, the packaged service, and a real S3 server. */
class SendAheadIT {
    @TempDir
    private Path directory;

    private final SimulatedCluster cluster = new SimulatedCluster();
    private StoppableS3 s3;
    private FaultyProxy proxy;
    private SendingNode node;
    private Installation caravan;

    @BeforeEach
    void install() throws IOException {
        s3 = new StoppableS3(directory.resolve("s3"));
        proxy = new FaultyProxy(s3.endpoint());
        node = new SendingNode(proxy::forgetRequests);
        cluster.onEachJob(node::take);
        Path kubeconfig = Kubeconfig.of(cluster, directory);
        caravan = Installation.in(directory)
                .launchedBy(List.of("env", "KUBECONFIG=" + kubeconfig))
                .with("caravan.convert.runner", "kubernetes")
                .with("caravan.convert.kubernetes.send-ahead", true)
                .with("caravan.convert.kubernetes.parameters.publish-secret", "far-keys")
                .with("caravan.kubernetes.look", "1s")
                .with("caravan.kubernetes.calls-per-second", 1000);
        s3.onlyTarget("far", proxy.address()).forEach(this::set);
    }

    private void set(String setting) {
        String[] parts = setting.substring(2).split("=", 2);
        caravan.with(parts[0], parts[1]);
    }

    @AfterEach
    void stop() throws IOException {
        caravan.close();
        cluster.close();
        proxy.close();
        s3.stop();
    }

    @Test
    void thePodThatConvertsSendsAllButWhatMakesItLive() throws IOException {
        node.withSecret("far-keys", s3.credentials());
        Path file = terrain();

        caravan.start().awaitEnds(List.of(file));

        caravan.assertPublished(file);
        assertThat(cluster.jobs()).hasSize(1);
        assertThat(logs()).contains("sent ahead to target far: 2 objects", "unchanged: ");
        assertThat(proxy.requests())
                .filteredOn(request -> request.startsWith("PUT") && !request.contains("?acl"))
                .isNotEmpty()
                .allMatch(request -> request.endsWith("/metadata.json") || request.endsWith("/caravan.json"));
    }

    @Test
    void whatThePodCannotSendTheServiceSends() throws IOException {
        node.withSecret("far-keys", Map.of("AWS_ACCESS_KEY_ID", "nobody", "AWS_SECRET_ACCESS_KEY", "nothing"));
        Path file = terrain();

        caravan.start().awaitEnds(List.of(file));

        caravan.assertPublished(file);
        assertThat(cluster.jobs()).hasSize(1);
        assertThat(logs()).contains("warning: not sent ahead (", "uploaded: ");
    }

    private Path terrain() throws IOException {
        Path file = caravan.source().resolve("good.las");
        SampleTerrain.write(file, 5000, 5000);
        return file;
    }

    /** Of all jobs together. */
    private String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var logs = Files.newDirectoryStream(caravan.data().resolve("logs/jobs"))) {
            for (Path log : logs) {
                all.append(Files.readString(log));
            }
        }
        return all.toString();
    }
}
