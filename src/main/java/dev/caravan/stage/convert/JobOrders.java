package dev.caravan.stage.convert;

import dev.caravan.cluster.JobTemplate;
import dev.caravan.cluster.Order;
import dev.caravan.cluster.TemplateException;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.job.JobRun;
import dev.caravan.setting.InvalidSettingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Orders Jobs: the values of the template's placeholders. */
public final class JobOrders implements Orders {
    private static final String SHIPPED = "/templates/convert-job.yaml";

    /** Of the template that comes with Caravan, where they are not set. */
    private static final Map<String, String> PARAMETERS = Map.of(
            "image", "caravan:" + (version().isEmpty() ? "latest" : version()),
            "sources-claim", "caravan-sources",
            "sources-path", "/sources",
            "work-claim", "caravan-work",
            "work-path", "/work",
            "queue", "",
            "priority-class", "",
            "service-account", "",
            "pull-secret", "");

    private final KubernetesSettings settings;
    private final BuiltInSettings builtin;

    public JobOrders(ConvertSettings settings) {
        this.settings = settings.kubernetes();
        this.builtin = settings.builtin();
    }

    /**
     * The template that is configured.
     *
     * @throws InvalidSettingException it cannot be used; the message says why
     */
    public JobTemplate template() {
        Order example = example();
        try {
            return settings.template().isEmpty()
                    ? JobTemplate.of("the template that comes with Caravan", shipped(), ClusterWork.NAME, example)
                    : JobTemplate.of(
                            settings.template(),
                            Files.readString(Path.of(settings.template())),
                            ClusterWork.NAME,
                            example);
        } catch (IOException | TemplateException e) {
            throw new InvalidSettingException(
                    "caravan.convert.kubernetes.template",
                    settings.template(),
                    "a Job's manifest; " + (e instanceof TemplateException ? e.getMessage() : e.toString()));
        }
    }

    private static String shipped() {
        try (InputStream text = Objects.requireNonNull(
                JobOrders.class.getResourceAsStream(SHIPPED), SHIPPED + " is missing from the class path")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Order of(Dataset dataset, Path scratch, JobRun run) throws IOException {
        ClusterSize size = ClusterSize.of(dataset, settings, run);
        List<String> sources = dataset.sources().stream()
                .map(SourceFile::path)
                .map(Path::toString)
                .toList();
        Map<String, Object> values = new HashMap<>(size.values());
        values.put("sources", sources);
        values.put("octree", Command.octree(scratch).toString());
        values.put("deadline", run.deadline().<Object>map(Order::seconds).orElse(""));
        return order(
                dataset.key(),
                run.id(),
                Order.begun(run),
                run.attempt(),
                dataset.sources().get(0).path(),
                values);
    }

    /** With a value for each placeholder. */
    Order example() {
        return order("example", "example", "", 1, Path.of("/sources/example.las"), exampleValues());
    }

    private static Map<String, Object> exampleValues() {
        Map<String, Object> values = new HashMap<>(new ClusterSize(1 << 30, 2L << 30, 1 << 30).values());
        values.put("sources", List.of("/sources/example.las"));
        values.put("octree", "/work/example/octree");
        values.put("deadline", 3600L);
        return values;
    }

    private Order order(
            String dataset, String job, String begun, int attempt, Path source, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("cpus", (long) settings.cpus());
        all.put("encoding", builtin.encoding().name());
        all.put("method", builtin.method().name().toLowerCase(Locale.ROOT));
        all.put("job", job);
        all.put("attempt", Integer.toString(attempt));
        PARAMETERS.forEach((name, value) -> all.put("parameters." + name, value));
        settings.parameters().forEach((name, value) -> all.put("parameters." + name, value));
        return new Order(ClusterWork.NAME, dataset, job, begun, attempt, source.toString(), version(), all);
    }

    static String version() {
        return Objects.requireNonNullElse(JobOrders.class.getPackage().getImplementationVersion(), "");
    }
}
