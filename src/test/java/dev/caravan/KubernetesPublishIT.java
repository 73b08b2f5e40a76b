package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sample.SampleTerrain;
import dev.caravan.support.ConvertingNode;
import dev.caravan.support.FaultyProxy;
import dev.caravan.support.Installation;
import dev.caravan.support.SendingNode;
import dev.caravan.support.StoppableS3;
import dev.caravan.support.cluster.Kubeconfig;
import dev.caravan.support.cluster.ShippedRole;
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

/** Conversions and uploads by the Jobs of a cluster, with the packaged service, a node that runs the packaged `send`, and a real S3 server. */
class KubernetesPublishIT {

    @TempDir
    private Path directory;

    private final SimulatedCluster cluster = new SimulatedCluster();
    private final ConvertingNode converting = ConvertingNode.idle();
    private StoppableS3 s3;
    private FaultyProxy proxy;
    private SendingNode sending;
    private Installation caravan;

    @BeforeEach
    void install() throws IOException {
        s3 = new StoppableS3(directory.resolve("s3"));
        proxy = new FaultyProxy(s3.endpoint());
        sending = new SendingNode(proxy::forgetRequests);
        cluster.onEachJob(job -> {
            if (job.name().startsWith("publish-")) {
                sending.take(job);
            } else {
                converting.take(job);
            }
        });
        cluster.allowOnly(ShippedRole.rules());
        caravan = Installation.in(directory)
                .launchedBy(List.of("env", "KUBECONFIG=" + Kubeconfig.of(cluster, directory)))
                .with("caravan.convert.runner", "kubernetes")
                .with("caravan.kubernetes.look", "1s")
                .with("caravan.kubernetes.calls-per-second", 1000)
                .with("caravan.publish.runner", "kubernetes")
                .with("caravan.publish.kubernetes.secrets.far", "far-keys");
        s3.onlyTarget("far", proxy.address()).forEach(this::set);
        sending.withSecret("far-keys", s3.credentials());
    }

    private void set(String setting) {
        String[] parts = setting.substring(2).split("=", 2);
        caravan.with(parts[0], parts[0].endsWith(".layout") ? "versioned" : parts[1]);
    }

    @AfterEach
    void stop() throws IOException {
        caravan.close();
        cluster.close();
        proxy.close();
        s3.stop();
    }

    @Test
    void theBytesDoNotGoThroughTheServiceWhichProvesThemAndMakesThemLive() throws IOException {
        Path file = terrain("good");

        caravan.start().awaitEnds(List.of(file));

        caravan.assertPublished(file);
        assertThat(jobs("convert")).isOne();
        assertThat(jobs("publish")).isOne();
        assertThat(proxy.requests())
                .filteredOn(request -> request.startsWith("PUT"))
                .filteredOn(request -> !request.contains("?acl") && !request.contains("/.caravan/probe-"))
                .isNotEmpty()
                .allMatch(request -> request.endsWith("/latest.json"));
        assertThat(uploadLog()).contains("Job publish-good-", "| uploaded: ", "has succeeded", "live is now version");
        assertThat(caravan.data().resolve("scratch")).isEmptyDirectory();
    }

    @Test
    void aPodThatIsKilledInTheMiddleIsFollowedByAnotherAndNothingIsConvertedAgain() throws IOException {
        Path file = terrain("killed");
        sending.killsOnceAt("uploaded: ");

        caravan.start().awaitEnds(List.of(file));

        caravan.assertPublished(file);
        assertThat(jobs("convert")).isOne();
        assertThat(jobs("publish")).isEqualTo(2);
        assertThat(uploadLog()).contains("exit code 137", "unchanged: ", "live is now version");
    }

    @Test
    void aTargetThatRefusesThePodIsSaid() throws IOException {
        Path file = terrain("refused");
        sending.withSecret("far-keys", Map.of("AWS_ACCESS_KEY_ID", "nobody", "AWS_SECRET_ACCESS_KEY", "nothing"));

        caravan.start().awaitEnds(List.of(file));

        assertThat(caravan.records().all(file)).containsEntry("status", "FAILED");
        assertThat(caravan.records().get(file, "reason").toString())
                .contains("target 'far'", "InvalidAccessKeyId (403)");
        assertThat(jobs("convert")).isOne();
    }

    private long jobs(String component) {
        return cluster.jobs().stream()
                .filter(job -> job.name().startsWith(component + "-"))
                .count();
    }

    /** Of all jobs together. */
    private String uploadLog() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var logs = Files.newDirectoryStream(caravan.data().resolve("logs/jobs"))) {
            for (Path log : logs) {
                all.append(Files.readString(log));
            }
        }
        return all.toString();
    }

    private Path terrain(String name) throws IOException {
        Path file = caravan.source().resolve(name + ".las");
        SampleTerrain.write(file, 5000, 5000);
        return file;
    }
}
