package dev.caravan.stage.convert;

import dev.caravan.cluster.JobTemplate;
import dev.caravan.cluster.Order;
import dev.caravan.cluster.TemplateException;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.job.FailureKind;
import dev.caravan.job.JobRun;
import dev.caravan.setting.InvalidSettingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Orders a conversion of the cluster: the values of the template's placeholders. */
final class ClusterOrder {
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

    ClusterOrder(ConvertSettings settings) {
        this.settings = settings.kubernetes();
        this.builtin = settings.builtin();
    }

    /**
     * The template that is configured.
     *
     * @throws InvalidSettingException it cannot be used; the message says why
     */
    JobTemplate template(String container) {
        Order example = example();
        try {
            return settings.template().isEmpty()
                    ? JobTemplate.of("the template that comes with Caravan", shipped(), container, example)
                    : JobTemplate.of(
                            settings.template(), Files.readString(Path.of(settings.template())), container, example);
        } catch (IOException | TemplateException e) {
            throw new InvalidSettingException(
                    "caravan.convert.kubernetes.template",
                    settings.template(),
                    "a Job's manifest; " + (e instanceof TemplateException ? e.getMessage() : e.toString()));
        }
    }

    private static String shipped() {
        try (InputStream text = Objects.requireNonNull(
                ClusterOrder.class.getResourceAsStream(SHIPPED), SHIPPED + " is missing from the class path")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the cluster is to do.
     *
     * @param scratch the attempt's directory, which the pod sees under the same path
     */
    Order of(Dataset dataset, Path scratch, JobRun run) throws IOException {
        boolean more = run.previousFailure()
                .filter(failure -> failure.kind() == FailureKind.NOT_ENOUGH_MEMORY)
                .isPresent();
        ClusterSize size = ClusterSize.of(Inputs.of(dataset), settings, more);
        List<String> sources = dataset.sources().stream()
                .map(SourceFile::path)
                .map(Path::toString)
                .toList();
        Map<String, Object> values = new HashMap<>(size.values());
        values.put("sources", sources);
        values.put("octree", Command.octree(scratch).toString());
        values.put("deadline", run.deadline().<Object>map(ClusterOrder::seconds).orElse(""));
        return order(
                dataset.key(),
                run.id(),
                begun(run),
                run.attempt(),
                dataset.sources().get(0).path(),
                values);
    }

    /** The name of the Job that was ordered in an attempt, if one was. */
    static String name(Dataset dataset, JobRun run, int attempt) {
        return Order.name(ClusterWork.NAME, dataset.key(), run.id(), begun(run), attempt);
    }

    private static String begun(JobRun run) {
        return run.started().map(Instant::toString).orElse("");
    }

    /** At least a minute: a shorter one could not even be noticed. */
    private static long seconds(Instant deadline) {
        return Math.max(60, Duration.between(Instant.now(), deadline).toSeconds());
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

    private static String version() {
        return Objects.requireNonNullElse(ClusterOrder.class.getPackage().getImplementationVersion(), "");
    }
}
