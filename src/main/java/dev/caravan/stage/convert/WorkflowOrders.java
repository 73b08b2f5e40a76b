package dev.caravan.stage.convert;

import dev.caravan.cluster.ArgoSettings;
import dev.caravan.cluster.Order;
import dev.caravan.cluster.WorkflowParameters;
import dev.caravan.cluster.WorkflowTemplate;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.job.JobRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Orders Workflows: the parameters of the WorkflowTemplate. */
public final class WorkflowOrders implements Orders {
    static final String KEY = "caravan.convert.argo";

    private static final String SHIPPED = "caravan-potree-convert";
    private static final List<String> OWN = List.of("input", "output");

    private final KubernetesSettings sizes;
    private final BuiltInSettings builtin;
    private final WorkflowParameters parameters;
    private final WorkflowTemplate template;

    /** Reads the file of parameters. */
    public WorkflowOrders(ConvertSettings settings) {
        ArgoSettings argo = settings.argo();
        this.sizes = settings.kubernetes();
        this.builtin = settings.builtin();
        this.parameters = WorkflowParameters.of(KEY, argo, OWN);
        this.template = new WorkflowTemplate(argo.workflowTemplate().isEmpty() ? SHIPPED : argo.workflowTemplate());
    }

    public WorkflowTemplate template() {
        return template;
    }

    WorkflowParameters parameters() {
        return parameters;
    }

    @Override
    public Order of(Dataset dataset, Path scratch, JobRun run) throws IOException {
        List<Path> sources = sources(dataset);
        Map<String, String> computed = new HashMap<>(sized(ClusterSize.of(dataset, sizes, run)));
        run.deadline().ifPresent(end -> computed.put("deadline-seconds", Long.toString(Order.seconds(end))));
        computed.put("input", sources.size() == 1 ? sources.get(0).toString() : "@" + list(scratch));
        computed.put("output", Command.octree(scratch).toString());
        return order(dataset.key(), run.id(), Order.begun(run), run.attempt(), sources.get(0), computed);
    }

    /** An argument of a step cannot become several, so the sources of a dataset that has more than one stand in a file, which the converter reads. */
    @Override
    public void prepare(Dataset dataset, Path scratch) throws IOException {
        List<Path> sources = sources(dataset);
        if (sources.size() > 1) {
            Files.writeString(
                    list(scratch),
                    sources.stream().map(WorkflowOrders::quoted).collect(Collectors.joining("\n", "", "\n")));
        }
    }

    private static List<Path> sources(Dataset dataset) {
        List<Path> sources = new ArrayList<>();
        dataset.sources().stream().map(SourceFile::path).forEach(sources::add);
        return sources;
    }

    private static Path list(Path scratch) {
        return scratch.resolve("sources");
    }

    /** As the converter's command line understands a word in a file. */
    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    /** With a value for each parameter. */
    Order example() {
        Map<String, String> computed = new HashMap<>(sized(new ClusterSize(1 << 30, 2L << 30, 1 << 30)));
        computed.put("input", "/sources/example.las");
        computed.put("output", "/work/example/octree");
        return order("example", "example", "", 1, Path.of("/sources/example.las"), computed);
    }

    private Map<String, String> sized(ClusterSize size) {
        Map<String, Object> values = size.values();
        String cpus = Integer.toString(sizes.cpus());
        String memory = String.valueOf(values.get("memory"));
        return Map.of(
                "cpu-request", cpus,
                "cpu-limit", cpus,
                "memory-request", memory,
                "memory-limit", memory,
                "scratch-size", String.valueOf(values.get("disk")),
                "java-options", "-Xmx" + values.get("heap"));
    }

    private Order order(
            String dataset, String job, String begun, int attempt, Path source, Map<String, String> computed) {
        Map<String, String> all = new HashMap<>(computed);
        all.put("encoding", builtin.encoding().name());
        all.put("method", builtin.method().name().toLowerCase(Locale.ROOT));
        return new Order(
                ClusterWork.NAME,
                dataset,
                job,
                begun,
                attempt,
                source.toString(),
                Order.thisVersion(),
                parameters.with(all));
    }
}
