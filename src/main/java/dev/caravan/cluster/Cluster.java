package dev.caravan.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The connection to the cluster. It is made when it is asked for first: who converts here needs none. */
public final class Cluster implements Supplier<KubernetesClient>, AutoCloseable {
    private static final String AGENT = "caravan";
    /** Of one request, with growing pauses: some seconds. What lasts longer is waited for by jobs that sleep. */
    private static final int TRIES = 4;

    private final ClusterSettings settings;
    private final Supplier<Config> configuration;
    private @Nullable KubernetesClient client;

    public Cluster(ClusterSettings settings) {
        this(settings, () -> Config.autoConfigure(settings.context().isEmpty() ? null : settings.context()));
    }

    /** @param configuration address and credentials, in place of a kubeconfig's or a pod's */
    public Cluster(ClusterSettings settings, Supplier<Config> configuration) {
        this.settings = settings;
        this.configuration = configuration;
    }

    @Override
    public synchronized KubernetesClient get() {
        KubernetesClient open = client;
        if (open == null) {
            open = open();
            client = open;
        }
        return open;
    }

    private KubernetesClient open() {
        Config config = configuration.get();
        config.setUserAgent(AGENT);
        config.setRequestRetryBackoffLimit(TRIES);
        if (!settings.namespace().isEmpty()) {
            config.setNamespace(settings.namespace());
        }
        CallRate rate = new CallRate(settings.callsPerSecond());
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("caravan-rate", rate))
                .build();
    }

    public String namespace() {
        String namespace = get().getNamespace();
        return namespace == null ? "default" : namespace;
    }

    /**
     * Speaks to the API server.
     *
     * @param otherwise what could not be done, as the beginning of a failure's message
     * @throws ClusterAwayException it did not answer, or not now
     * @throws IOException it refused
     */
    <T> T call(String otherwise, Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            throw Refusals.of(otherwise, e);
        }
    }

    /** What the cluster has said of something, the newest first. */
    List<Event> events(HasMetadata thing) throws IOException {
        return call("the events of " + thing.getMetadata().getName() + " could not be listed", () -> get()
                .v1()
                .events()
                .inNamespace(namespace())
                .withField("involvedObject.uid", thing.getMetadata().getUid())
                .list()
                .getItems()
                .stream()
                .sorted(Comparator.comparing(Cluster::time).reversed())
                .toList());
    }

    private static String time(Event event) {
        return event.getLastTimestamp() != null
                ? event.getLastTimestamp()
                : event.getMetadata().getCreationTimestamp();
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
