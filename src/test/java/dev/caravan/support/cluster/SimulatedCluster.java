package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A cluster of Kubernetes 1.32 in this process: an API server that validates as strictly as the real one, with a Job controller and a
 * garbage collector; scheduler and kubelet are the test. Nothing in it waits: what takes time happens when the test says so.
 *
 * <p>The mock server of fabric8 keeps whatever it is sent, and knows neither pages, nor old versions, nor logs that go on; so the store
 * and the answers are our own, and only the client is fabric8's.
 */
public final class SimulatedCluster implements AutoCloseable {
    public static final String NAMESPACE = "caravan";

    private final ClusterStore store = new ClusterStore();
    private final ApiObjects objects = new ApiObjects(store);
    private final Deletion deletion = new Deletion(store);
    private final ClusterEvents events = new ClusterEvents(store);
    private final PodLogs logs = new PodLogs();
    private final ApiFaults faults = new ApiFaults();
    private final ApiAccess access = new ApiAccess();
    private final ApiJournal journal = new ApiJournal();
    private final ApiResources resources = new ApiResources();
    private final JobController controller = new JobController(store, deletion, events, objects::suffix);
    private final ExecutorService followers = Executors.newSingleThreadExecutor();
    private final ApiServer server;
    private final Map<String, Integer> made = new ConcurrentHashMap<>();
    private volatile boolean podsEndAtOnce = true;
    private volatile Optional<Consumer<SimulatedJob>> onEachJob = Optional.empty();

    public SimulatedCluster() {
        ApiDispatch dispatch = new ApiDispatch(store, objects, deletion, access, resources, this::touched);
        server = new ApiServer(store, dispatch, resources, journal, faults, access, logs);
        store.listen(this::followed);
        namespace("default");
        namespace(NAMESPACE);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** @return a client's settings without anything of this machine's */
    public Config config() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(address().toString())
                .withNamespace(NAMESPACE)
                .build();
    }

    public KubernetesClient client() {
        return new KubernetesClientBuilder().withConfig(config()).build();
    }

    public ApiJournal journal() {
        return journal;
    }

    public SimulatedJob job(String name) {
        return new SimulatedJob(this, ObjectKey.job(NAMESPACE, name));
    }

    public List<SimulatedJob> jobs() {
        return store.list("jobs.batch", NAMESPACE).stream()
                .map(job -> job(job.at("/metadata/name").asText()))
                .toList();
    }

    /** @param run called for each Job after it has been made, on a thread of its own, one after the other */
    public void onEachJob(Consumer<SimulatedJob> run) {
        onEachJob = Optional.of(run);
    }

    /** @return how many Jobs were made with this label, whatever has become of them */
    public int made(String label, String value) {
        return made.getOrDefault(label + "=" + value, 0);
    }

    public void namespace(String name) {
        ObjectNode namespace =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Namespace");
        namespace.putObject("metadata").put("name", name);
        store.create(new ObjectKey("namespaces", "", name), namespace);
    }

    /** Serves the resources of Argo Workflows; their controller is the test. */
    public void serveArgo() {
        serve("argoproj.io/v1alpha1", "workflows", "Workflow");
        serve("argoproj.io/v1alpha1", "workflowtemplates", "WorkflowTemplate");
    }

    /**
     * Argo Workflows, with a controller.
     *
     * @param templates WorkflowTemplates that are applied
     * @param kubelet called for each pod that was made for a Workflow, on a thread of its own, one after the other
     */
    public void installArgo(List<ObjectNode> templates, Consumer<SimulatedPod> kubelet) {
        serveArgo();
        ArgoController argo = new ArgoController(
                store,
                deletion,
                objects::suffix,
                pod -> new SimulatedPod(store, deletion, events, logs, () -> {}, pod));
        argo.onEachPod(pod -> followers.execute(() -> kubelet.accept(pod)));
        store.listen(argo::changed);
        templates.forEach(template -> {
            template.withObject("/metadata").put("namespace", NAMESPACE);
            store.create(ObjectKey.of("workflowtemplates.argoproj.io", template), template);
        });
    }

    public List<SimulatedWorkflow> workflows() {
        return store.list("workflows.argoproj.io", NAMESPACE).stream()
                .map(each -> workflow(each.at("/metadata/name").asText()))
                .toList();
    }

    public SimulatedWorkflow workflow(String name) {
        return new SimulatedWorkflow(store, new ObjectKey("workflows.argoproj.io", NAMESPACE, name));
    }

    /** Serves a custom resource, as after its definition has been applied. */
    public void serve(String apiVersion, String resource, String kind) {
        resources.add(apiVersion, resource, kind);
    }

    /** @param quota its words, such as {@code compute, requested: requests.memory=8Gi, used: …, limited: …} */
    public void quotaExceeded(String quota) {
        synchronized (store) {
            controller.quota(Optional.of(quota));
        }
    }

    public void quotaLifted() {
        synchronized (store) {
            controller.quota(Optional.empty());
        }
    }

    /** Pods that are deleted go on until the test has them terminate. */
    public void podsTakeTheirTimeToEnd() {
        podsEndAtOnce = false;
    }

    /** @param rules of a Role; calls that they do not allow are answered by 403 */
    public void allowOnly(JsonNode rules) {
        access.only(rules);
    }

    public void allowAll() {
        access.all();
    }

    /** Connections are refused until the server is back, at the same address. */
    public void away() {
        server.away();
    }

    public void back() {
        server.open();
    }

    public void throttles(Predicate<ApiCall> calls, int times, int retryAfterSeconds) {
        faults.add(calls, times, Refusal.tooMany(retryAfterSeconds));
    }

    /** What these calls ask for is done, and then the connection is cut: nobody hears of it. */
    public void losesAnswers(Predicate<ApiCall> calls, int times) {
        faults.lose(calls, times);
    }

    /** As {@link #losesAnswers}, once, and the server goes away with the answer. */
    public void goesAwayAfter(Predicate<ApiCall> call) {
        faults.lose(call, 1);
        faults.afterLoss(() -> followers.execute(this::away));
    }

    /** @param code such as 403 or 500 */
    public void fails(Predicate<ApiCall> calls, int times, int code) {
        String reason = code == 403 ? "Forbidden" : "InternalError";
        faults.add(calls, times, Refusal.of(code, reason, "Internal error occurred: etcdserver: request timed out"));
    }

    public void slow(Duration each) {
        faults.delay(each);
    }

    public void heals() {
        faults.clear();
    }

    /** Old versions are forgotten: watches and pages that begin before now are answered by 410. */
    public void compacts() {
        store.compact();
    }

    public void cutsWatches() {
        server.each(ApiWatch::cut);
    }

    /** Each watch is told 410 Gone, in an event, and is cut. */
    public void expiresWatches() {
        compacts();
        server.each(ApiWatch::expire);
    }

    public void sendsBookmarks() {
        server.each(ApiWatch::bookmark);
    }

    public int watches() {
        return server.watches();
    }

    @Override
    public void close() {
        followers.shutdownNow();
        server.close();
    }

    ClusterStore store() {
        return store;
    }

    JobController controller() {
        return controller;
    }

    SimulatedPod pod(ObjectKey pod, ObjectKey job) {
        return new SimulatedPod(store, deletion, events, logs, () -> controller.sync(job), pod);
    }

    void delete(ObjectKey key, String policy) {
        synchronized (store) {
            deletion.delete(key, JsonNodeFactory.instance.objectNode().put("propagationPolicy", policy));
            touched(key);
        }
    }

    /** After a call: the controllers see it. */
    private void touched(ObjectKey key) {
        if (key.type().equals("jobs.batch")) {
            controller.sync(key);
        } else if (key.type().equals("pods")) {
            owner(key).ifPresent(controller::sync);
        }
    }

    private Optional<ObjectKey> owner(ObjectKey pod) {
        return store.get(pod)
                .map(each -> each.at("/metadata/ownerReferences/0/name").asText(""))
                .filter(name -> !name.isEmpty())
                .map(name -> ObjectKey.job(pod.namespace(), name));
    }

    private void followed(ClusterStore.Change change) {
        String type = change.key().type();
        if (type.equals("jobs.batch")) {
            jobChanged(change);
        } else if (type.equals("pods")) {
            podChanged(change);
        }
    }

    private void jobChanged(ClusterStore.Change change) {
        if (change.event().equals("DELETED")
                && !change.before().at("/metadata/finalizers").toString().contains("orphan")) {
            controller.collect(change.object());
        } else if (change.event().equals("ADDED")) {
            change.object()
                    .at("/metadata/labels")
                    .fields()
                    .forEachRemaining(label ->
                            made.merge(label.getKey() + "=" + label.getValue().asText(), 1, Integer::sum));
            onEachJob.ifPresent(run -> followers.execute(() -> run.accept(new SimulatedJob(this, change.key()))));
        }
    }

    /** On a pod that no node has, nothing waits. */
    private boolean endsAtOnce(JsonNode pod) {
        return podsEndAtOnce || !pod.at("/spec").has("nodeName");
    }

    /** The kubelet: ends the containers of pods that are deleted. */
    private void podChanged(ClusterStore.Change change) {
        JsonNode pod = change.object();
        if (change.event().equals("DELETED")) {
            logs.forget(change.key());
            ObjectKey job = ObjectKey.job(
                    change.key().namespace(),
                    pod.at("/metadata/ownerReferences/0/name").asText());
            controller.sync(job);
        } else if (pod.at("/metadata").has("deletionTimestamp") && !JobConditions.isEnded(pod) && endsAtOnce(pod)) {
            ObjectKey job = ObjectKey.job(
                    change.key().namespace(),
                    pod.at("/metadata/ownerReferences/0/name").asText());
            pod(change.key(), job).terminates();
        }
    }
}
