package dev.caravan.stage.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.cli.Commands;
import dev.caravan.cluster.ClusterLabels;
import dev.caravan.cluster.Order;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.job.Failure;
import dev.caravan.job.FailureKind;
import dev.caravan.sample.SampleTerrain;
import dev.caravan.support.ARun;
import dev.caravan.support.cluster.ArgoTemplates;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowOrdersTest {
    private static final String LABELS = "/metadata/labels/";

    @TempDir
    private Path directory;

    @Test
    void theWorkflowRefersToTheTemplateAndBearsOurLabels() throws IOException {
        JsonNode workflow = workflow(Map.of(), order(Map.of(), new ARun("job-1", 2), "a"));

        assertThat(workflow.at("/spec/workflowTemplateRef/name").asText()).isEqualTo("caravan-potree-convert");
        assertThat(workflow.at("/metadata/name").asText()).matches("convert-a-[0-9a-f]{10}-2");
        assertThat(workflow.at("/metadata/namespace").asText()).isEqualTo("clouds");
        assertThat(workflow.at(LABELS + "caravan.dev~1job").asText()).isEqualTo("job-1");
        assertThat(workflow.at("/spec/podMetadata/labels")).isEqualTo(workflow.at("/metadata/labels"));
        assertThat(workflow.at("/spec/podMetadata/annotations/caravan.dev~1source")
                        .asText())
                .isEqualTo(source("a").toString());
    }

    @Test
    void eachParameterOfTheTemplateThatIsShippedHasAValue() throws IOException {
        Order order = order(Map.of(), new ARun("job-1", 1), "a");
        TreeSet<String> wanted = new TreeSet<>();
        ArgoTemplates.shipped("potree")
                .at("/spec/arguments/parameters")
                .forEach(one -> wanted.add(one.path("name").asText()));

        assertThat(order.values()).containsKeys(wanted.toArray(String[]::new));
        assertThat(order.values())
                .containsEntry("input", source("a").toString())
                .containsEntry("output", directory.resolve("job-1.1/octree").toString())
                .containsEntry("encoding", "DEFAULT")
                .containsEntry("method", "poisson")
                .containsEntry("cpu-limit", "2");
        assertThat(order.values().get("java-options")).asString().matches("-Xmx\\d+m");
        assertThat(order.values().get("memory-limit")).asString().matches("\\d+Mi");
        assertThat(order.values().get("scratch-size")).asString().matches("\\d+Mi");
    }

    @Test
    void moreMemoryAfterAnAttemptThatHadTooLittle() throws IOException {
        Object before = order(Map.of(), new ARun("job-1", 1), "a").values().get("java-options");
        ARun second = new ARun("job-1", 2).after(new Failure(FailureKind.NOT_ENOUGH_MEMORY, "", ""));

        assertThat(order(Map.of(), second, "a").values().get("java-options")).isNotEqualTo(before);
    }

    @Test
    void theDeadlineIsThatOfTheJobWhenItHasOne() throws IOException {
        ARun run = new ARun("job-1", 1).until(Instant.now().plusSeconds(1000));

        assertThat(order(Map.of(), new ARun("job-1", 1), "a").values()).containsEntry("deadline-seconds", "43200");
        assertThat(order(Map.of(), run, "a").values().get("deadline-seconds"))
                .asString()
                .matches("9\\d\\d|1000");
    }

    @Test
    void whatTheSettingsSayCounts() throws IOException {
        Map<String, String> chosen = Map.of("potree-image", "mine:1", "memory-limit", "7Gi");

        assertThat(order(chosen, new ARun("job-1", 1), "a").values()).containsAllEntriesOf(chosen);
    }

    @Test
    void severalSourcesStandInAFileWhichOurConverterReads() throws IOException {
        WorkflowOrders orders = orders(Map.of());
        ARun run = new ARun("job-1", 1);
        Dataset dataset = dataset("a b", "it's \"one\" \\ two");
        Path attempt = Files.createDirectories(directory.resolve("job-1.1"));

        Order order = orders.of(dataset, attempt, run);
        orders.prepare(dataset, attempt);

        String input = String.valueOf(order.values().get("input"));
        assertThat(input).isEqualTo("@" + attempt.resolve("sources"));
        Path octree = directory.resolve("octree");
        assertThat(Commands.run("convert", input, "-o", octree.toString())).isZero();
        assertThat(Files.readString(octree.resolve("metadata.json"))).contains("2000");
    }

    private Order order(Map<String, String> parameters, ARun run, String... names) throws IOException {
        return orders(parameters).of(dataset(names), directory.resolve(run.id() + "." + run.attempt()), run);
    }

    private static WorkflowOrders orders(Map<String, String> parameters) {
        return new WorkflowOrders(AConvertSettings.argo(parameters));
    }

    private static JsonNode workflow(Map<String, String> parameters, Order order) {
        return Serialization.jsonMapper()
                .valueToTree(orders(parameters).template().fill(order, "clouds", new ClusterLabels("caravan")));
    }

    private Dataset dataset(String... names) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        for (String name : names) {
            SampleTerrain.write(source(name), 1000, 1000);
            files.add(SourceFile.read(source(name)));
        }
        return Dataset.found("a", directory, files.toArray(SourceFile[]::new));
    }

    private Path source(String name) {
        return directory.resolve(name + ".las");
    }
}
