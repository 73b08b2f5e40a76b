package dev.caravan.stage.publish;

import dev.caravan.cluster.JobTemplate;
import dev.caravan.cluster.Order;
import dev.caravan.job.FailureKind;
import dev.caravan.job.JobRun;
import dev.caravan.s3.PodSettings;
import dev.caravan.s3.PublishSettings;
import dev.caravan.setting.InvalidSettingException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/** Orders uploads of the cluster: the values of the template's placeholders. */
public final class UploadOrders {
    /** What Java needs beside the heap: code, classes, threads, and the buffers of files and connections. */
    private static final long BESIDE = 256L << 20;
    /** Of the heap, besides the content that waits to be sent. */
    private static final long WORK = 128L << 20;
    /** An attempt after one that had too little memory. */
    private static final int MORE = 2;

    /** Of the template that comes with Caravan, where they are not set. */
    private static final Map<String, String> PARAMETERS = Map.of(
            "image", "caravan:" + (Order.thisVersion().isEmpty() ? "latest" : Order.thisVersion()),
            "work-claim", "caravan-work",
            "work-path", "/work",
            "queue", "",
            "priority-class", "",
            "service-account", "",
            "pull-secret", "");

    private final PublishSettings publish;
    private final PodSettings settings;

    /** @throws InvalidSettingException a pod would have too little memory for what it is to hold */
    public UploadOrders(PublishSettings publish) {
        this.publish = publish;
        this.settings = publish.kubernetes();
        if (memory() < least()) {
            throw new InvalidSettingException(
                    "caravan.publish.kubernetes.memory",
                    settings.memory(),
                    "0MB, or, with a caravan.publish.memory of %s, at least %dMB"
                            .formatted(
                                    publish.memory(), DataSize.ofBytes(least()).toMegabytes() + 1));
        }
    }

    /**
     * The template that is configured.
     *
     * @throws InvalidSettingException it cannot be used; the message says why
     */
    public JobTemplate template() {
        return JobTemplate.configured(
                "caravan.publish.kubernetes.template",
                settings.template(),
                "/templates/publish-job.yaml",
                UploadWork.NAME,
                example());
    }

    /**
     * What the cluster is to do.
     *
     * @param file the order to send, which the pod sees under the same path
     */
    Order of(Upload upload, Path file, JobRun run) {
        boolean more = run.previousFailure()
                .filter(failure -> failure.kind() == FailureKind.NOT_ENOUGH_MEMORY)
                .isPresent();
        Map<String, Object> values = new HashMap<>(sizes(more ? MORE : 1));
        values.put("order", file.toString());
        values.put("target", upload.target());
        values.put("secret", settings.secret(upload.target()));
        values.put("deadline", run.deadline().<Object>map(Order::seconds).orElse(""));
        return order(
                upload.dataset().key(),
                run.id(),
                Order.begun(run),
                run.attempt(),
                upload.dataset().target().toString(),
                values);
    }

    /** With a value for each placeholder. */
    Order example() {
        Map<String, Object> values = new HashMap<>(sizes(1));
        values.put("order", "/work/example/order.json");
        values.put("target", "example");
        values.put("secret", "example");
        values.put("deadline", 3600L);
        return order("example", "example", "", 1, "/sources/example.las", values);
    }

    /** Heap and memory, as manifests have them. */
    private Map<String, Object> sizes(int times) {
        long memory = times * memory();
        return Map.of(
                "heap", DataSize.ofBytes(heap(memory)).toMegabytes() + "m",
                "memory", DataSize.ofBytes(memory + (1 << 20) - 1).toMegabytes() + "Mi");
    }

    /** Of the container, in bytes. */
    private long memory() {
        long given = settings.memory().toBytes();
        return given == 0 ? least() : given;
    }

    private long least() {
        return (publish.memory().toBytes() + WORK + BESIDE) * 8 / 7;
    }

    /** An eighth grows with the heap: what its collector needs. */
    private static long heap(long memory) {
        return memory - memory / 8 - BESIDE;
    }

    private Order order(
            String dataset, String job, String begun, int attempt, String source, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("cpus", (long) settings.cpus());
        all.put("job", job);
        all.put("attempt", Integer.toString(attempt));
        PARAMETERS.forEach((name, value) -> all.put("parameters." + name, value));
        settings.parameters().forEach((name, value) -> all.put("parameters." + name, value));
        return new Order(UploadWork.NAME, dataset, job, begun, attempt, source, Order.thisVersion(), all);
    }

    /** Of the template that comes with Caravan. */
    String parameter(String name) {
        return settings.parameters().getOrDefault(name, PARAMETERS.getOrDefault(name, ""));
    }
}
