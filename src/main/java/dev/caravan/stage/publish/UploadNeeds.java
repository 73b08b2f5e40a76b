package dev.caravan.stage.publish;

import dev.caravan.cluster.ClusterLabels;
import dev.caravan.cluster.ClusterSettings;
import dev.caravan.doctor.cluster.Claim;
import dev.caravan.doctor.cluster.ClusterNeeds;
import dev.caravan.doctor.cluster.Right;
import dev.caravan.doctor.cluster.Rights;
import dev.caravan.s3.PublishSettings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What uploads by a cluster need there. Claims, queue and secrets are those of the template that comes with Caravan. */
public final class UploadNeeds implements ClusterNeeds {
    private static final String WORK_CLAIM = "work-claim";

    private final PublishSettings settings;
    private final UploadOrders orders;
    private final ClusterSettings cluster;
    private final Supplier<String> namespace;

    public UploadNeeds(PublishSettings settings, ClusterSettings cluster, Supplier<String> namespace) {
        this.settings = settings;
        this.orders = new UploadOrders(settings);
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
        return List.of(new Claim(
                orders.parameter(WORK_CLAIM),
                "caravan.publish.kubernetes.parameters." + WORK_CLAIM,
                List.of("ReadWriteMany", "ReadWriteOnce")));
    }

    @Override
    public List<HasMetadata> manifests() {
        return List.of(orders.template().fill(orders.example(), namespace(), new ClusterLabels(cluster.instance())));
    }

    @Override
    public List<String> pullSecrets() {
        return named("pull-secret");
    }

    /** We see them only when somebody lets us; the pods need them. */
    @Override
    public List<String> secrets() {
        return settings.kubernetes().secrets().values().stream()
                .distinct()
                .sorted()
                .toList();
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
        return Stream.of(orders.parameter(parameter))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
