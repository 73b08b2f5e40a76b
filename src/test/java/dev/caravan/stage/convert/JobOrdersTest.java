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
                "queue", "lidar", "priority-class", "night", "service-account", "converter", "pull-secret", "registry");

        Job job = job(all, new ARun("job-1", 1).until(Instant.now().plusSeconds(3600)));

        assertTaken(job);
        assertThat(job.getMetadata().getLabels()).containsEntry("kueue.x-k8s.io/queue-name", "lidar");
        var pod = job.getSpec().getTemplate().getSpec();
        assertThat(pod.getPriorityClassName()).isEqualTo("night");
        assertThat(pod.getServiceAccountName()).isEqualTo("converter");
        assertThat(pod.getImagePullSecrets().get(0).getName()).isEqualTo("registry");
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

    private static void assertTaken(Job job) {
        JsonNode manifest = Serialization.jsonMapper().valueToTree(job);
        assertThat(KubernetesSchemas.validate(manifest)).isEmpty();
        assertThat(PodSecurity.restricted(manifest.at("/spec/template"))).isEmpty();
    }

    private Job job(Map<String, String> parameters, ARun run) throws IOException {
        Path source = directory.resolve("a.las");
        SampleTerrain.write(source, 1000, 1000);
        Dataset dataset = Dataset.found("a", directory, SourceFile.read(source));
        JobOrders orders = new JobOrders(settings("", parameters));
        Order order = orders.of(dataset, directory.resolve("job-1.1"), run);
        return orders.template().fill(order, "clouds", new ClusterLabels("caravan"));
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
                new KubernetesSettings(template, parameters, 2, DataSize.ofGigabytes(64), List.of(3)));
    }
}
