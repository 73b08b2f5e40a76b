package dev.caravan.stage.convert;

import dev.caravan.cluster.JobTemplate;
import dev.caravan.cluster.Order;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.job.JobRun;
import dev.caravan.setting.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Orders Jobs: the values of the template's placeholders. */
public final class JobOrders implements Orders {
    /** Of the template that comes with Caravan, where they are not set. */
    private static final Map<String, String> PARAMETERS = Map.of(
            "image", "caravan:" + (Order.thisVersion().isEmpty() ? "latest" : Order.thisVersion()),
            "sources-claim", "caravan-sources",
            "sources-path", "/sources",
            "work-claim", "caravan-work",
            "work-path", "/work",
            "queue", "",
            "priority-class", "",
            "service-account", "",
            "publish-secret", "",
            "pull-secret", "");

    private final KubernetesSettings settings;
    private final SendAhead ahead;
    private final BuiltInSettings builtin;

    /** Nothing is sent ahead. */
    public JobOrders(ConvertSettings settings) {
        this(settings, SendAhead.NOTHING);
    }

    /** @param ahead what the pod that converts sends, too */
    public JobOrders(ConvertSettings settings, SendAhead ahead) {
        this.ahead = ahead;
        this.settings = settings.kubernetes();
        this.builtin = settings.builtin();
    }

    /**
     * The template that is configured.
     *
     * @throws InvalidSettingException it cannot be used; the message says why
     */
    public JobTemplate template() {
        return JobTemplate.configured(
                "caravan.convert.kubernetes.template",
                settings.template(),
                "/templates/convert-job.yaml",
                ClusterWork.NAME,
                example());
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
        values.put(
                "ahead",
                ahead.files(dataset, scratch).stream()
                        .map(file -> "--send-ahead=" + file)
                        .toList());
        values.put("deadline", run.deadline().<Object>map(Order::seconds).orElse(""));
        return order(
                dataset.key(),
                run.id(),
                Order.begun(run),
                run.attempt(),
                dataset.sources().get(0).path(),
                values);
    }

    @Override
    public void prepare(Dataset dataset, Path scratch) throws IOException {
        ahead.write(dataset, scratch);
    }

    /** With a value for each placeholder. */
    Order example() {
        return order("example", "example", "", 1, Path.of("/sources/example.las"), exampleValues());
    }

    private static Map<String, Object> exampleValues() {
        Map<String, Object> values = new HashMap<>(new ClusterSize(1 << 30, 2L << 30, 1 << 30).values());
        values.put("sources", List.of("/sources/example.las"));
        values.put("octree", "/work/example/octree");
        values.put("ahead", List.of());
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
        return new Order(ClusterWork.NAME, dataset, job, begun, attempt, source.toString(), Order.thisVersion(), all);
    }
}
