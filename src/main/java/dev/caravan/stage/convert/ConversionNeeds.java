package dev.caravan.stage.convert;

import dev.caravan.cluster.ClusterLabels;
import dev.caravan.cluster.ClusterSettings;
import dev.caravan.cluster.Order;
import dev.caravan.doctor.cluster.Claim;
import dev.caravan.doctor.cluster.ClusterNeeds;
import dev.caravan.doctor.cluster.Right;
import dev.caravan.doctor.cluster.Rights;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.function.Supplier;

/** What conversions in a cluster need there. Claims, queue and secrets are those of the template that comes with Caravan. */
public final class ConversionNeeds implements ClusterNeeds {
    private static final String KEY = "caravan.convert.kubernetes.parameters.";
    private static final List<String> SHARED = List.of("ReadWriteMany", "ReadWriteOnce");

    private final JobOrders orders;
    private final ClusterSettings cluster;
    private final Supplier<String> namespace;

    public ConversionNeeds(ConvertSettings settings, ClusterSettings cluster, Supplier<String> namespace) {
        this.orders = new JobOrders(settings);
        this.cluster = cluster;
        this.namespace = namespace;
    }

    @Override
    public String namespace() {
        return namespace.get();
    }

    @Override
    public List<Right> rights() {
        return Rights.KUBERNETES;
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new Claim(
                        parameter("sources-claim"),
                        KEY + "sources-claim",
                        List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce")),
                new Claim(parameter("work-claim"), KEY + "work-claim", SHARED));
    }

    @Override
    public List<HasMetadata> manifests() {
        Order example = orders.example();
        return List.of(orders.template().fill(example, namespace(), new ClusterLabels(cluster.instance())));
    }

    @Override
    public List<String> pullSecrets() {
        return named("pull-secret");
    }

    @Override
    public List<String> localQueues() {
        return named("queue");
    }

    @Override
    public List<String> priorityClasses() {
        return named("priority-class");
    }

    private List<String> named(String parameter) {
        String name = parameter(parameter);
        return name.isEmpty() ? List.of() : List.of(name);
    }

    private String parameter(String name) {
        return String.valueOf(orders.example().values().get("parameters." + name));
    }
}
