package dev.caravan.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
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

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
