package dev.caravan.stage.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.cluster.ClusterLabels;
import dev.caravan.cluster.Order;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.job.Failure;
import dev.caravan.job.FailureKind;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.send.AheadOrder;
import dev.caravan.sample.SampleTerrain;
import dev.caravan.setting.InvalidSettingException;
import dev.caravan.support.ARun;
import dev.caravan.support.cluster.KubernetesSchemas;
import dev.caravan.support.cluster.PodSecurity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class JobOrdersTest {
    @TempDir
    private Path directory;

    @Test
    void theTemplateThatComesWithCaravanIsWhatAnApiServerTakes() throws IOException {
        assertTaken(job(Map.of(), new ARun("job-1", 1)));
    }

    @Test
    void withAllItsParametersToo() throws IOException {
        Map<String, String> all = Map.of(
                "queue",
                "lidar",
                "priority-class",
                "night",
                "service-account",
                "converter",
                "pull-secret",
                "registry",
                "publish-secret",
                "keys");

        Job job = job(all, new ARun("job-1", 1).until(Instant.now().plusSeconds(3600)));

        assertTaken(job);
        assertThat(job.getMetadata().getLabels()).containsEntry("kueue.x-k8s.io/queue-name", "lidar");
        var pod = job.getSpec().getTemplate().getSpec();
        assertThat(pod.getPriorityClassName()).isEqualTo("night");
        assertThat(pod.getServiceAccountName()).isEqualTo("converter");
        assertThat(pod.getImagePullSecrets().get(0).getName()).isEqualTo("registry");
        assertThat(container(job).getEnvFrom().get(0).getSecretRef().getName()).isEqualTo("keys");
        assertThat(job.getSpec().getActiveDeadlineSeconds()).isBetween(3500L, 3600L);
    }

    @Test
    void withoutATimeOutThereIsNoDeadline() throws IOException {
        assertThat(job(Map.of(), new ARun("job-1", 1)).getSpec().getActiveDeadlineSeconds())
                .isNull();
    }

    @Test
    void anAttemptThatFollowsOneWithTooLittleMemoryHasFourTimesTheHeap() throws IOException {
        Failure before = new Failure(FailureKind.NOT_ENOUGH_MEMORY, "", "");

        long first = heap(job(Map.of(), new ARun("job-1", 1)));
        long again = heap(job(Map.of(), new ARun("job-1", 2).after(before)));

        assertThat(again).isEqualTo(4 * first);
    }

    @Test
    void theContainerHasRoomBesideTheHeap() throws IOException {
        Container container = container(job(Map.of(), new ARun("job-1", 1)));

        long memory = container
                .getResources()
                .getLimits()
                .get("memory")
                .getNumericalAmount()
                .longValue();

        assertThat(memory).isGreaterThan((heap(container) << 20) + (300L << 20));
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory", "ephemeral-storage");
    }

    @Test
    void aTemplateThatCannotBeUsedIsRefusedWithItsReason() throws IOException {
        Path file = Files.writeString(directory.resolve("job.yaml"), "apiVersion: batch/v1\nkind: Job\nspec: {}\n");

        assertThatThrownBy(() -> new JobOrders(settings(file.toString(), Map.of())).template())
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContainingAll("caravan.convert.kubernetes.template", "spec.template is missing");
        assertThatThrownBy(() -> new JobOrders(settings("/nowhere.yaml", Map.of())).template())
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("/nowhere.yaml");
    }

    @Test
    void thePodIsToldWhereToSendTheOctreeAhead() throws IOException {
        PublishSettings publish = RealS3.settings(
                ATarget.named("plain")
                        .at(RealS3.SERVER.endpoint())
                        .prefix("plain/")
                        .layout(Layout.PLAIN)
                        .build(),
                ATarget.named("versions")
                        .at(RealS3.SERVER.endpoint())
                        .prefix("versions/")
                        .layout(Layout.VERSIONED)
                        .build(),
                ATarget.named("others")
                        .at(RealS3.SERVER.endpoint())
                        .prefix("others/")
                        .layout(Layout.PLAIN)
                        .exclude("a")
                        .build());
        KubernetesSettings kubernetes =
                new KubernetesSettings("", Map.of(), 2, DataSize.ofGigabytes(64), List.of(3), true);
        JobOrders orders = new JobOrders(AConvertSettings.kubernetes(kubernetes), SendAhead.of(kubernetes, publish));
        Path scratch = Files.createDirectories(directory.resolve("job-1.1"));
        Dataset dataset = dataset();

        Job job = orders.template()
                .fill(orders.of(dataset, scratch, new ARun("job-1", 1)), "clouds", new ClusterLabels("caravan"));
        orders.prepare(dataset, scratch);

        assertTaken(job);
        assertThat(container(job).getArgs())
                .filteredOn(word -> word.startsWith("--send-ahead"))
                .containsExactly("--send-ahead=" + scratch.resolve("ahead-plain.json"));
        assertThat(AheadOrder.read(scratch.resolve("ahead-plain.json")).key()).endsWith("a");
        assertThat(container(job(Map.of(), new ARun("job-2", 1))).getArgs()).noneMatch(word -> word.contains("ahead"));
    }

    private static void assertTaken(Job job) {
        JsonNode manifest = Serialization.jsonMapper().valueToTree(job);
        assertThat(KubernetesSchemas.validate(manifest)).isEmpty();
        assertThat(PodSecurity.restricted(manifest.at("/spec/template"))).isEmpty();
    }

    private Job job(Map<String, String> parameters, ARun run) throws IOException {
        JobOrders orders = new JobOrders(settings("", parameters));
        Order order = orders.of(dataset(), directory.resolve("job-1.1"), run);
        return orders.template().fill(order, "clouds", new ClusterLabels("caravan"));
    }

    private Dataset dataset() throws IOException {
        Path source = directory.resolve("a.las");
        SampleTerrain.write(source, 1000, 1000);
        return Dataset.found("a", directory, SourceFile.read(source));
    }

    private static Container container(Job job) {
        return job.getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    private static long heap(Job job) {
        return heap(container(job));
    }

    /** MiB. */
    private static long heap(Container container) {
        String value = container.getEnv().get(0).getValue();
        assertThat(value).matches("-Xmx\\d+m");
        return Long.parseLong(value.replaceAll("\\D", ""));
    }

    private static ConvertSettings settings(String template, Map<String, String> parameters) {
        return AConvertSettings.kubernetes(
                new KubernetesSettings(template, parameters, 2, DataSize.ofGigabytes(64), List.of(3), false));
    }
}
