package dev.caravan.stage.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.cluster.ClusterLabels;
import dev.caravan.job.Failure;
import dev.caravan.job.FailureKind;
import dev.caravan.job.Progress;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.PodSettings;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.setting.InvalidSettingException;
import dev.caravan.support.ARun;
import dev.caravan.support.cluster.KubernetesSchemas;
import dev.caravan.support.cluster.PodSecurity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class UploadOrdersTest {
    private static final DataSize NONE = DataSize.ofBytes(0);

    @TempDir
    private Path directory;

    private final ARun run = new ARun("job-1", 1);

    @Test
    void theTemplateThatComesWithCaravanIsWhatAnApiServerTakes() {
        Job job = job(pods(Map.of(), Map.of(), NONE), run);

        assertTaken(job);
        assertThat(job.getMetadata().getName()).startsWith("publish-").endsWith("-1");
        assertThat(job.getMetadata().getLabels()).containsEntry("app.kubernetes.io/component", "publish");
        assertThat(job.getSpec().getActiveDeadlineSeconds()).isNull();
        assertThat(container(job).getArgs())
                .containsExactly("send", "/work/scratch/job-1.1/send.json", "--progress=lines", "--json");
        assertThat(container(job).getEnvFrom()).isEmpty();
    }

    @Test
    void withAllItsParametersToo() {
        Map<String, String> all = Map.of(
                "queue", "lidar", "priority-class", "night", "service-account", "sender", "pull-secret", "registry");

        Job job = job(
                pods(all, Map.of("far", "far-keys"), NONE),
                new ARun("job-1", 1).until(Instant.now().plusSeconds(3600)));

        assertTaken(job);
        assertThat(container(job).getEnvFrom()).hasSize(1);
        assertThat(container(job).getEnvFrom().get(0).getSecretRef().getName()).isEqualTo("far-keys");
        assertThat(job.getSpec().getTemplate().getSpec().getServiceAccountName())
                .isEqualTo("sender");
        assertThat(job.getSpec().getActiveDeadlineSeconds()).isBetween(3500L, 3600L);
    }

    @Test
    void theHeapHoldsWhatWaitsToBeSentAndTheContainerMore() {
        Container container = container(job(pods(Map.of(), Map.of(), NONE), run));
        Container given = container(job(pods(Map.of(), Map.of(), DataSize.ofGigabytes(2)), run));

        assertThat(heap(container)).isBetween(64L + 100, 64L + 200);
        assertThat(memory(container)).isGreaterThan((heap(container) + 256) << 20);
        assertThat(memory(given)).isEqualTo(2L << 30);
        assertThat(heap(given)).isBetween(1500L, 1600L);
    }

    @Test
    void anAttemptThatFollowsOneWithTooLittleMemoryHasTwiceAsMuch() {
        PodSettings pods = pods(Map.of(), Map.of(), DataSize.ofGigabytes(1));
        Failure before = new Failure(FailureKind.NOT_ENOUGH_MEMORY, "", "");

        assertThat(memory(container(job(pods, new ARun("job-1", 2).after(before)))))
                .isEqualTo(2L << 30);
    }

    @Test
    void whatCannotWorkIsRefusedWithItsReason() throws Exception {
        Path file = Files.writeString(directory.resolve("job.yaml"), "apiVersion: batch/v1\nkind: Job\nspec: {}\n");
        PodSettings strange = new PodSettings(file.toString(), Map.of(), Map.of(), 1, NONE);
        PublishSettings large = settings(DataSize.ofGigabytes(1), pods(Map.of(), Map.of(), DataSize.ofGigabytes(1)));

        assertThatThrownBy(() -> new UploadOrders(settings(DataSize.ofMegabytes(64), strange)).template())
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContainingAll("caravan.publish.kubernetes.template", "spec.template is missing");
        assertThatThrownBy(() -> new UploadOrders(large))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContainingAll("caravan.publish.kubernetes.memory", "caravan.publish.memory", "at least");
        assertThatThrownBy(() -> settings(NONE, pods(Map.of(), Map.of("fra", "keys"), NONE)))
                .isInstanceOf(InvalidSettingException.class);
    }

    @Test
    void theLinesOfAPodAreProgressOrForPeople() {
        UploadWork work = new UploadWork();

        Progress progress = work.heard(
                        "progress phase=upload percent=50.0 done=5 total=10 bytes_per_second=2 eta_seconds=2.5 more=x",
                        run)
                .orElseThrow();

        assertThat(progress.percent()).isEqualTo(50.0);
        assertThat(progress.unit()).isEqualTo("bytes");
        assertThat(progress.etaSeconds()).isEqualTo(2.5);
        assertThat(work.heard(
                        "progress phase=upload percent=0.0 done=0 total=10 bytes_per_second=unknown eta_seconds=unknown",
                        run))
                .hasValueSatisfying(first -> assertThat(first.perSecond()).isNull());
        assertThat(work.heard("uploaded: a/octree.bin", run)).isEmpty();
        assertThat(run.lines()).containsExactly("| uploaded: a/octree.bin");
    }

    private static void assertTaken(Job job) {
        JsonNode manifest = Serialization.jsonMapper().valueToTree(job);
        assertThat(KubernetesSchemas.validate(manifest)).isEmpty();
        assertThat(PodSecurity.restricted(manifest.at("/spec/template"))).isEmpty();
    }

    private Job job(PodSettings pods, ARun forRun) {
        UploadOrders orders = new UploadOrders(settings(DataSize.ofMegabytes(64), pods));
        Upload upload = new Upload(AnOctree.in(directory, "a").dataset(), "far");
        Path file = Path.of("/work/scratch/job-1.1/send.json");
        return orders.template().fill(orders.of(upload, file, forRun), "clouds", new ClusterLabels("caravan"));
    }

    private static PodSettings pods(Map<String, String> parameters, Map<String, String> secrets, DataSize memory) {
        return new PodSettings("", parameters, secrets, 1, memory);
    }

    private static PublishSettings settings(DataSize memory, PodSettings pods) {
        PublishSettings usual = RealS3.settings(
                ATarget.named("far").at(URI.create("https://s3.example.org")).build());
        return new PublishSettings(
                usual.targets(),
                1,
                usual.multipartThreshold(),
                usual.partSize(),
                memory,
                usual.connections(),
                usual.retry(),
                usual.bandwidth(),
                usual.sweep(),
                Map.of(),
                Map.of(),
                usual.versions(),
                "kubernetes",
                pods);
    }

    private static Container container(Job job) {
        List<Container> containers = job.getSpec().getTemplate().getSpec().getContainers();
        assertThat(containers).extracting(Container::getName).containsExactly("publish");
        return containers.get(0);
    }

    private static long memory(Container container) {
        return Quantity.getAmountInBytes(container.getResources().getLimits().get("memory"))
                .longValue();
    }

    /** MiB. */
    private static long heap(Container container) {
        String value = container.getEnv().get(0).getValue();
        assertThat(value).matches("-Xmx\\d+m");
        return Long.parseLong(value.replaceAll("\\D", ""));
    }
}
